/** Who and what `--why` is asked about. */
import { inOrder, type WorkloadNode } from '../../config/model/model';
import { didYouMean } from '../../config/nearest';
import { workloadsOf } from '../../config/views';
import { UsageError } from '../usage-error';
import type { Told } from './told';
import { few } from './words';

/** Names that are told; the others are counted. */
const SHOWN = 8;

/** Workloads of a tenant or service, or the one that is named. */
export function subjectsOf({ model }: Pick<Told, 'model'>, who: string): readonly WorkloadNode[] {
  const node = model.workloads[who];
  if (node !== undefined) return [node];
  const owners = [...inOrder(model.tenants), ...inOrder(model.services)].map(([key]) => key);
  known(who, who.includes('/') ? inOrder(model.workloads).map(([id]) => id) : owners, 'tenant, service or workload');
  return workloadsOf(model, who);
}

/** Position of a failure: of an element, of two joined by `+` in any order, or of a named scenario. */
export function scenarioOf({ proof: { survival }, command }: Pick<Told, 'proof' | 'command'>, failure: string): number {
  const { told, indexOf } = survival.field;
  const named = told.findIndex(({ id }, index) => index > 0 && id === failure);
  if (named > 0) return named;
  const names = told.slice(1).map(({ id }) => id);
  const all = command('prove --list-failures');
  const [one = '', two, third] = failure.split('+');
  if (two === undefined) {
    known(failure, names, 'failure', all);
    return named;
  }
  if (third !== undefined)
    throw new UsageError(`\`${failure}\` are more than two failures at once`, 'pairs are judged, and the named scenarios');
  const singles = told.filter(({ kind }) => kind === 'single').map(({ id }) => id);
  for (const name of [one, two]) known(name, singles, 'failure of one element', all);
  const index = indexOf(one, two);
  if (index === undefined) throw new UsageError(`\`${one}\` fails once`, `leave it alone: ${one}`);
  return index;
}

/** Refuses a name that is none of these, with the nearest; `all`: where the others are, if not here. */
export function known(name: string, names: readonly string[], what: string, all = few([...names].sort(), SHOWN)): void {
  if (names.includes(name)) return;
  const { fix } = didYouMean(name, names);
  const near = fix === undefined ? '' : `${fix} `;
  throw new UsageError(`\`${name}\` is no ${what} of this estate`, `${near}${near === '' ? 'all' : 'All'} of them: ${all}`);
}
