/** What one failure cuts off beside workloads, for people: a line each, and which places have one access only. */
import { inOrder } from '../../config/model/model';
import { duration } from '../../config/rules/lib/text';
import { type CutOff, cutOffFor } from '../../config/analysis/verdict/cut-off';
import type { Told } from './told';
import { few, plural, wrapped } from './words';

/** Lines that are told unless all are asked for. */
const SHOWN = 5;

/** Failures that do the same, uses and applications that are named; places and schools are counted, so that a failure stays a line. */
const NAMED = 3;

/** For the page of the verdict. */
export function cutOffLines(told: Told, all: boolean): readonly string[] {
  const lines = [...failureLines(told.proof.cutOff, all), ...providerLines(told), ...oneLineLines(told), ...unplacedLines(told)];
  if (lines.length === 0) return [];
  return ['', told.colors.bold('What one failure cuts off beside workloads (shown, no verdict) [computed]'), ...lines];
}

/** For the page of a tenant: its places, the schools there, its applications, and the uses that they leave by. */
export function cutOffLinesFor(told: Told, tenant: string, all: boolean): readonly string[] {
  const { model, proof, colors } = told;
  const lines = [
    ...failureLines(cutOffFor(model, proof.cutOff, tenant), all),
    ...providerLines(told, tenant),
    ...oneLineLines(told, tenant),
    ...unplacedLines(told, tenant),
  ];
  return [
    '',
    colors.bold('What one failure cuts off of its places, uses and hosted applications (shown, no verdict) [computed]'),
    ...(lines.length === 0 ? ['  nothing'] : lines),
  ];
}

function failureLines(cutOff: readonly CutOff[], all: boolean): readonly string[] {
  const lines = new Map<string, string[]>();
  for (const one of cutOff) {
    // That a place is lost with its only access, and an application with its provider, is said where they are named.
    if (one.failure.startsWith('premises-access:') || one.failure.startsWith('provider:')) continue;
    const { failure, ...rows } = one;
    const same = JSON.stringify(rows);
    const known = lines.get(same);
    if (known === undefined) lines.set(same, [what(one), failure]);
    else known.push(failure);
  }
  const told = [...lines.values()].map(([says = '', ...failures]) => `${few(failures, all ? Infinity : NAMED)}: ${says}`);
  const shown = all ? told : told.slice(0, SHOWN);
  const left = told.length - shown.length;
  return [...shown.flatMap((line) => wrapped(line, '  ', '    ')), ...(left === 0 ? [] : [`  … and ${String(left)} more: --all`])];
}

const what = ({ uses, applications, premises, schools, seats, devices }: CutOff): string =>
  [
    ...(uses.length === 0 ? [] : [`${uses.length === 1 ? 'the use' : 'the uses'} ${few(uses, NAMED)}`]),
    ...(applications.length === 0
      ? []
      : [`${applications.length === 1 ? 'the application' : 'the applications'} ${few(applications, NAMED)}`]),
    ...(premises.length === 0 ? [] : [`${plural(premises.length, 'place')} (${plural(seats, 'seat')})`]),
    ...(schools.length === 0 ? [] : [`${plural(schools.length, 'school')} (${plural(devices, 'device')})`]),
  ].join(', ');

/** Where no place is described, whoever sits there counts as reached: that must not pass for a proof. */
function unplacedLines({ proof: { unplaced } }: Told, tenant?: string): readonly string[] {
  return (['agents', 'pupils'] as const).flatMap((who) => {
    const owners = unplaced.flatMap(({ owner, audience }) =>
      audience === who && (tenant === undefined || owner === tenant) ? [`\`${owner}\``] : [],
    );
    if (owners.length === 0) return [];
    const place = who === 'agents' ? `place of ${few(owners, NAMED)}` : `school for the pupils that use ${few(owners, NAMED)}`;
    return wrapped(
      `no ${place} is described: whether a failure cuts off ${owners.length === 1 ? 'its' : 'their'} ${who} is not judged`,
      '  ',
      '    ',
    );
  });
}

/** Each application stands still with its provider, and nothing here brings it back: what he promises is all that is known. */
function providerLines({ model }: Told, tenant?: string): readonly string[] {
  const asked = inOrder(model.applications).filter(([, { tenants }]) => tenant === undefined || tenants.includes(tenant));
  if (asked.length === 0) return [];
  const each = asked.map(
    ([key, { promised, reversibility }]) => `${key} ${duration(promised.rto)} (notice to leave ${duration(reversibility.notice)})`,
  );
  const who =
    asked.length === 1
      ? 'hosted application stands still while its provider fails'
      : 'hosted applications stand still while their providers fail';
  return wrapped(`${String(asked.length)} ${who}; promised back in [declared]: ${each.join(', ')}`, '  ', '    ');
}

/** Places that hang on one access, and those whose tunnels all run over one line. */
function oneLineLines({ model, proof: { singleHomed, books } }: Told, tenant?: string): readonly string[] {
  const isAsked = ([, premises]: readonly [string, { readonly tenant: string }]): boolean =>
    tenant === undefined || premises.tenant === tenant;
  const places = inOrder(model.premises).filter(isAsked);
  const among = (all: readonly { readonly premises: string }[]) => places.filter(([key]) => all.some(({ premises }) => premises === key));
  const single = among(singleHomed);
  const tunnels = among(books.sharedRisks.singleHomed.filter((one) => one.tunnels));
  const seats = single.reduce((sum, [, premises]) => sum + premises.seats, 0);
  const names = (some: typeof places): string => some.map(([key]) => key).join(', ');
  return [
    ...(single.length === 0
      ? []
      : [`${plural(single.length, 'place')} of ${String(places.length)} with one access (${plural(seats, 'seat')}): ${names(single)}`]),
    ...(tunnels.length === 0 ? [] : [`${plural(tunnels.length, 'place')} with tunnels over one line: ${names(tunnels)}`]),
  ].flatMap((line) => wrapped(line, '  ', '    '));
}
