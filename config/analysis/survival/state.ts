/** What one failure does to a workload, in the words of the snapshot. */
import type { Noticed } from '../noticed';
import type { Cause, WorkloadState } from '../snapshot';
import { type Bits, has } from './bits';
import { levelAt } from './grades';
import type { Fate } from './lots';
import type { Own } from './own';
import type { Placement } from './placement';

/** `after`: seconds until each cause is noticed in the cluster of the lot. */
export function stateOf({ placement, own, within, grades }: Fate, after: (cause: Noticed) => number, index: number): WorkloadState {
  const place = placeOf(placement, index);
  const cause = causeOf(placement, own.data, after, index);
  const stays = staysOf(placement, own, index);
  return {
    level: levelAt(grades, index),
    own: levelAt(own.grades, index),
    within: levelAt(within, index),
    ...(place === undefined ? {} : { place }),
    ...(cause === undefined ? {} : { cause }),
    ...(stays === undefined ? {} : { stays }),
  };
}

function placeOf({ stands }: Placement, index: number): string | undefined {
  for (const [site, there] of stands) if (has(there, index)) return site;
  return undefined;
}

/** Of several causes the one that is noticed last: it may be the one that hit. */
function causeOf({ intact, hit }: Placement, data: Bits, after: (cause: Noticed) => number, index: number): Cause | undefined {
  if (has(data, index)) return 'data';
  if (has(intact, index)) return undefined;
  const applying = NOTICED.filter((cause) => has(hit[cause], index));
  return (
    applying.reduce<Noticed | undefined>((last, cause) => (last === undefined || after(cause) > after(last) ? cause : last), undefined) ??
    'network'
  );
}

const NOTICED: readonly Noticed[] = ['storage', 'isolation', 'host'];

function staysOf({ nowhere, noReaction }: Placement, { data, noRoom }: Own, index: number): WorkloadState['stays'] {
  if (has(noRoom, index)) return 'no-room';
  if (has(data, index)) return undefined;
  if (has(nowhere, index)) return 'no-host';
  return has(noReaction, index) ? 'no-reaction' : undefined;
}
