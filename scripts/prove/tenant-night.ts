/** The pages of a tenant’s plan for whoever is called at night: whom to call, who is back in which order, what is decided, the way back. */
import type { TenantPlan } from '../../config/analysis/tenants';
import { duration } from '../../config/analysis/duration';
import type { Told } from './told';
import { few, OUTCOME_SAYS, plural, wrapped } from './words';

/** Machines and failures that are named one by one; the others are counted. */
const SHOWN = 8;

const ROLES = { acts: 'acts', decides: 'decides', told: 'is told' } as const;

/** `tenant`: who is told then; absent where it is about all of them. */
export function callLines({ model, proof, colors, at }: Told, tenant?: string): readonly string[] {
  const { onCall, failoverDecision, reactionInHours, reactionOutOfHours, officeHours } = model.estate.operations;
  const { order } = proof.books.calls;
  const listed = order.length > 0 ? order : undefined;
  const width = Math.max(0, ...order.map((call) => call.function.length));
  const path = listed === undefined ? 'estate.operations.onCall' : 'estate.operations.callOrder';
  return [
    '',
    colors.bold(`Whom to call [declared] (${at(path)})`),
    ...(listed?.map(
      ({ function: called, phone, role, after }, index) =>
        `  ${String(index + 1)}. ${called.padEnd(width)}  ${phone}  ${ROLES[role]}${after.value === 0 ? '' : `, after ${duration(after.value)} unanswered`}`,
    ) ?? [`  ${onCall} acts, ${failoverDecision} decides; no numbers are described: operations.callOrder`]),
    ...wrapped(`somebody acts within ${duration(reactionInHours)} (${officeHours}), else within ${duration(reactionOutOfHours)}`),
    ...(tenant === undefined ? [] : wrapped(`then the tenant: ${model.tenants[tenant]?.contact ?? ''}`)),
  ];
}

export function restartLines({ colors }: Told, { restarts }: TenantPlan): readonly string[] {
  return restarts.flatMap(({ site, lines }) => {
    const untouched = lines.filter(({ outcome, seconds }) => outcome === 'uninterrupted' && seconds === 0);
    const hit = lines.filter((line) => !untouched.includes(line));
    return [
      '',
      colors.bold(`When site ${site} is lost [estimated]`),
      ...hit.flatMap(({ workload, outcome, place, seconds, inHours, works, waitsFor, who, way, cutOff }) => {
        const when = way === 'runs' && seconds === 0 ? '–' : duration(seconds);
        const does = outcome === 'uninterrupted' ? '' : ` ${OUTCOME_SAYS[outcome]}`;
        const parts = [
          `${workload}${does}${place === undefined ? '' : ` at ${place}`}`,
          ...(waitsFor === undefined ? [] : [`after ${waitsFor}`]),
          ...(who === undefined ? [] : [`by ${who}`]),
          ...(cutOff === undefined ? [] : [`its ${cutOff.join(', ')} cut off till repaired`]),
          ...(inHours === works ? [] : [`in office hours ${duration(inHours)}`]),
        ];
        return wrapped(parts.join(', '), `  ${when.padStart(12)}  `, ' '.repeat(16));
      }),
      ...(untouched.length === 0
        ? []
        : wrapped(
            few(
              untouched.map(({ workload }) => workload),
              SHOWN,
            ),
            `  ${'goes on'.padStart(12)}  `,
            ' '.repeat(16),
          )),
    ];
  });
}

export function decisionLines({ model, colors }: Told, { decisions, takeovers }: TenantPlan): readonly string[] {
  if (takeovers.length === 0) return [];
  const { failoverDecision } = model.estate.operations;
  const head = colors.bold('Which side of the storage serves [computed]');
  if (decisions.length === 0) return ['', head, '  no failure that is judged asks anybody to decide it'];
  return [
    '',
    head,
    ...wrapped(`${failoverDecision} decides it after ${few(decisions, SHOWN)}`, '  ', '    '),
    ...wrapped('Before it is told so, what could go on writing at the other side must be off; else one of them loses what it wrote:'),
    ...takeovers.flatMap(({ side, off }) => wrapped(`for ${side} to serve alone: ${few(names(off), 12)}`, '  ', '    ')),
  ];
}

const names = (ids: readonly string[]): readonly string[] => ids.map((id) => id.slice(id.indexOf(':') + 1));

export function wayBackLines({ colors, at }: Told, { waysBack }: TenantPlan): readonly string[] {
  const hold = [...new Set(waysBack.flatMap((way) => way.hold))];
  const held = hold.map((cluster) => `${cluster} (${at(`clusters.${cluster}.drs`)})`).join(', ');
  const resync = waysBack.map((way) => `${way.site} ${duration(way.resync.value)} [${way.resync.basis}]`).join(', ');
  const home = waysBack.map(({ site, machines, memory, move }) => {
    if (machines === 0) return `${site} none`;
    const size = `${plural(machines, 'machine')}, ${String(Math.round(memory.value / 1024))} GiB of memory`;
    return `${site} ${size}${move === undefined ? '' : `, ${duration(move.value)} of vMotion [${move.basis}]`}`;
  });
  const steps = [
    ...(hold.length === 0
      ? []
      : [`before its hosts start, set DRS to \`manual\`: ${held}; else machines go home to disks that are still read across the links`]),
    `after its storage has started, the mirrors are whole again: ${resync}; until then the other side alone has the data, so nothing there is switched off`,
    `then the tenant’s machines go home: ${home.join('; ')}`,
  ];
  return [
    '',
    colors.bold('When a lost site is back'),
    ...steps.flatMap((step, index) => wrapped(`${String(index + 1)}. ${step}`, '  ', '     ')),
  ];
}
