/** What was agreed with a tenant, beside the worst that is proven of each kind of failure. */
import { inOrder, type Model } from '../../model/model';
import { type Loss, type Times } from '../clock';
import { LEVELS, type Level, type Outcome } from '../levels';
import type { Audience } from '../survival/users';
import { familyOf, promiseOf } from '../verdict/promise';
import type { Verdict } from '../verdict';
import type { Hit, Pass } from './passes';

/** Objectives of an agreement, in seconds. */
export interface Agreed {
  readonly dmia: number;
  readonly pdma: number;
  /** Model path. */
  readonly path: string;
}

export interface Proven {
  /** As `Pass.group`. */
  readonly group: string;
  readonly agreed: Agreed;
  /** Cells of the tenant’s workloads that must hold, and of these how many do not, exceptions not counted and counted. */
  readonly promised: number;
  readonly broken: number;
  readonly accepted: number;
  /** Who is back last; absent where none of its workloads is touched. */
  readonly worst?: Worst;
  /** The greatest loss of data, whoever has it. */
  readonly loss: Loss;
  /** After one of these failures nobody of these has a place left; absent where that never is. They wait till it is repaired. */
  readonly cutOff?: readonly Audience[];
}

export interface Worst extends Omit<Times, 'loss'> {
  readonly workload: string;
  readonly failure: string;
  readonly outcome: Outcome;
}

export function provenOf(model: Model, verdict: Verdict, tenant: string, passes: readonly Pass[]): readonly Proven[] {
  const nodes = inOrder(model.workloads).flatMap(([, node]) => (node.ownerKind === 'tenants' && node.owner === tenant ? [node] : []));
  const promises = nodes.map((node) => promiseOf(model, node)?.survives);
  const groups = new Map<string, Pass[]>();
  for (const pass of passes) {
    const known = groups.get(pass.group);
    if (known === undefined) groups.set(pass.group, [pass]);
    else known.push(pass);
  }
  const unmet = verdict.unmet.filter((cell) => cell.tenant === tenant);
  return [...groups].map(([group, members]): Proven => {
    const failures = new Set(members.map(({ scenario }) => scenario.id));
    const cells = unmet.filter(({ failure }) => failures.has(failure));
    const accepted = cells.filter(({ exception }) => exception !== undefined).length;
    const promised = members.reduce((sum, { scenario }) => {
      const family = familyOf(scenario);
      return sum + promises.filter((survives) => family !== undefined && survives?.has(family) === true).length;
    }, 0);
    const worst = worstOf(members);
    const cutOff = [...new Set(members.flatMap(({ hits }) => hits.flatMap((hit) => hit.cutOff)))].sort();
    return {
      group,
      agreed: agreedFor(model, tenant, group),
      promised,
      broken: cells.length - accepted,
      accepted,
      ...(worst === undefined ? {} : { worst }),
      loss: members.flatMap(({ hits }) => hits).reduce<Loss>((most, { times }) => greater(most, times.loss), 0),
      ...(cutOff.length === 0 ? {} : { cutOff }),
    };
  });
}

/** Of an agreement that does not say it, what it says of all failures holds. */
function agreedFor(model: Model, tenant: string, group: string): Agreed {
  const objectives = model.tenants[tenant]?.objectives;
  const path = `tenants.${tenant}.objectives`;
  const { restored, rebuilt } = objectives ?? {};
  if (group === 'rebuilt' && rebuilt !== undefined) return { ...rebuilt, path: `${path}.rebuilt` };
  if ((group === 'rebuilt' || group === 'restored') && restored !== undefined) return { ...restored, path: `${path}.restored` };
  return { dmia: objectives?.dmia ?? 0, pdma: objectives?.pdma ?? 0, path };
}

function worstOf(passes: readonly Pass[]): Worst | undefined {
  let worst: (Hit & { readonly failure: string }) | undefined;
  for (const { scenario, hits } of passes)
    for (const hit of hits) if (worst === undefined || isWorse(hit, worst)) worst = { ...hit, failure: scenario.id };
  if (worst === undefined) return undefined;
  const { node, level, times, failure } = worst;
  return { workload: node.id, failure, outcome: LEVELS[level], seconds: times.seconds, inHours: times.inHours };
}

export const isWorse = (
  a: { readonly level: Level; readonly times: Times },
  b: { readonly level: Level; readonly times: Times },
): boolean => (a.times.seconds === b.times.seconds ? a.level > b.level : a.times.seconds > b.times.seconds);

const RANK = (loss: Loss): number => (loss === 'all' ? Infinity : loss === 'not-known' ? Number.MAX_VALUE : loss);
const greater = (a: Loss, b: Loss): Loss => (RANK(b) > RANK(a) ? b : a);
