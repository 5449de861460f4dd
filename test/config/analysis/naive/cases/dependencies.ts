/** Section 8: what it depends on. */
import { machine, needs, pool, workload } from '../entities';
import { type Case, CUT, DB, onDatastore } from './case';

const APP = 'workload:t/app';
const TAKEN = 'volume:vol-b';
type Needs = Parameters<typeof needs>[0];
const app = (dependsOn: Needs) => ({ dependsOn: needs(dependsOn) });
/** `t/one` lives at a, `t/two` at b, each on its own side’s volume. */
const two = (dependsOn: Needs) => ({
  workloads: { 't/app': app(dependsOn), 't/one': workload('t/one', 'a'), 't/two': workload('t/two', 'b') },
});
const both = (group: readonly string[]) => two({ any: { names: group } });
const CYCLE = {
  workloads: { 't/app': app({ any: { peer: ['t/db'] } }), 't/db': workload('t/db', 'b', app({ any: { peer: ['t/app'] } })) },
};
const M = { workloads: { 't/app': app({ all: ['machines/m'] }) }, machines: { m: machine('b') } };

export const dependencies: readonly Case[] = [
  ['all: as bad as the worst', DB, TAKEN, APP, 'restorable'],
  ['all: restarted with it', DB, 'host:b1', APP, 'restarted'],
  ['all: two of them', two({ all: ['t/one', 't/two'] }), TAKEN, APP, 'restorable'],
  [
    'all: through another',
    { workloads: { ...DB.workloads, 't/db': workload('t/db', 'a', app({ all: ['t/two'] })), 't/two': workload('t/two', 'b') } },
    TAKEN,
    APP,
    'restorable',
  ],
  ['all: at the other side of a cut', DB, CUT, APP, 'lost'],
  [
    'all: comes back at the other side of a cut',
    {
      ...DB,
      volumes: { 'vol-b': { mirrored: false, pools: { 'store-a': undefined } } },
      'storage-servers': { 'store-b': { pools: { big: pool({ tier: 'capacity' }) } } },
    },
    `pool:store-b/ssd + ${CUT}`,
    APP,
    'lost',
  ],
  [
    'all: comes back, while the sides are joined',
    { ...DB, volumes: { 'vol-b': { mirrored: false, pools: { 'store-a': undefined } } } },
    'pool:store-b/ssd',
    APP,
    'restorable',
  ],
  ['any: the best member', both(['t/one', 't/two']), TAKEN, APP, 'uninterrupted'],
  ['any: no other member', both(['t/two']), TAKEN, APP, 'restorable'],
  ['any: each group needs one', two({ any: { names: ['t/one'], time: ['t/two'] } }), TAKEN, APP, 'restorable'],
  ['any: a member at the other side of a cut', both(['t/two']), CUT, APP, 'lost'],
  ['any: the member at its side of a cut', both(['t/one', 't/two']), CUT, APP, 'uninterrupted'],
  ['any: the best of a restarted and a lost one', both(['t/one', 't/two']), `host:a1 + ${CUT}`, APP, 'restarted'],
  ['soft: restorable degrades', two({ soft: ['t/two'] }), TAKEN, APP, 'degraded'],
  ['soft: restarted does not', two({ soft: ['t/two'] }), 'host:b1', APP, 'uninterrupted'],
  ['soft: the other side of a cut degrades', two({ soft: ['t/two'] }), CUT, APP, 'degraded'],
  ['soft: no better than before', two({ soft: ['t/two'] }), 'volume:vol-a', APP, 'restorable'],
  [
    'soft: what it degrades degrades others',
    {
      workloads: {
        ...DB.workloads,
        't/db': workload('t/db', 'b', { ...onDatastore('data-a'), ...app({ soft: ['t/two'] }) }),
        't/two': workload('t/two', 'b'),
      },
    },
    TAKEN,
    APP,
    'degraded',
  ],
  ['order only delays', two({ order: ['t/two'] }), TAKEN, APP, 'uninterrupted'],
  ['a cycle of any holds together', CYCLE, '', APP, 'uninterrupted'],
  ['a cycle of any falls together', CYCLE, TAKEN, APP, 'restorable'],
  ['a cycle of any that a cut breaks', CYCLE, CUT, APP, 'lost'],
  ['a machine that is depended on', M, 'machine:m', APP, 'lost'],
  ['a machine at the other side of a cut', M, CUT, APP, 'lost'],
  ['machines depend alike', { machines: { m: machine('a', app({ all: ['t/app'] })) } }, 'volume:vol-a', 'machine:m', 'restorable'],
  ['a machine at the witness place is behind no cut', { ...M, machines: { m: machine('w') } }, CUT, APP, 'uninterrupted'],
  [
    'what the users of a dependency suffer is not handed on',
    { ...DB, workloads: { ...DB.workloads, 't/db': workload('t/db', 'b', { serves: ['citizens'] }) }, uses: { web: undefined } },
    '',
    APP,
    'uninterrupted',
  ],
];
