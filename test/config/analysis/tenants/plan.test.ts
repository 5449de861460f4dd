/** A tenant’s plan: what it adds up to is what the verdict and the clock say of each failure; the rest is worked out by hand. */
import { proofOf } from '../../../../config/analysis';
import { recoverySeconds } from '../../../../config/analysis/clock';
import { tenantPlanOf } from '../../../../config/analysis/tenants';
import { workloadsOf } from '../../../../config/views';
import { AS_OF } from '../../../support/estates';
import { modelOf } from '../estates';

const chelles = modelOf('chelles');
const proof = proofOf(chelles, AS_OF);
const planOf = (tenant: string) => tenantPlanOf(chelles, proof, tenant);

const GB = 1024;

test('nobody waits longer than the plan says, and somebody as long', () => {
  const { survival } = proof;
  for (const tenant of Object.keys(chelles.tenants)) {
    let longest = 0;
    survival.field.told.forEach((_, index) => {
      const times = recoverySeconds(chelles, survival.snapshot(index));
      for (const { id } of workloadsOf(chelles, tenant)) longest = Math.max(longest, index === 0 ? 0 : times(id).seconds);
    });
    expect([tenant, Math.max(...planOf(tenant).proven.map(({ worst }) => worst?.seconds ?? 0))]).toEqual([tenant, longest]);
  }
});

test('each cell of a tenant is counted once, and each that is not kept', () => {
  const promised = Object.keys(chelles.tenants).map((tenant) => {
    const { proven } = planOf(tenant);
    const sum = (field: 'broken' | 'accepted'): number => proven.reduce((all, row) => all + row[field], 0);
    const cells = proof.verdict.unmet.filter((cell) => cell.tenant === tenant);
    expect([tenant, sum('broken') + sum('accepted')]).toEqual([tenant, cells.length]);
    return proven.reduce((all, row) => all + row.promised, 0);
  });
  // Shared services, machines and seats are the rest of the cells.
  expect(promised.reduce((a, b) => a + b)).toBeLessThan(proof.verdict.judged);
  expect(Math.min(...promised)).toBeGreaterThan(0);
});

test('what was agreed is that of its kind of failure', () => {
  const HOUR = 3600;
  expect(
    planOf('ccas').proven.map(({ group, agreed: { dmia, pdma, path } }) => [group.replace(/:.*/, ''), dmia / HOUR, pdma / HOUR, path]),
  ).toEqual(
    expect.arrayContaining([
      ['element', 8, 24, 'tenants.ccas.objectives'],
      ['named', 8, 24, 'tenants.ccas.objectives'],
      ['restored', 24, 34, 'tenants.ccas.objectives.restored'],
      ['rebuilt', 120, 34, 'tenants.ccas.objectives.rebuilt'],
    ]),
  );
});

test('storage refuses both sides when a site is lost without the witness: somebody decides, and the other side is off before', () => {
  const { decisions, takeovers } = planOf('ccas');
  expect(decisions).toEqual(['named:partition-none', 'named:site-agglo-without-witness', 'named:site-mairie-without-witness']);
  const at = (site: string): readonly string[] => [
    ...[1, 2].map((n) => `storage-server:dcs-${site}-${String(n)}`),
    ...[1, 2, 3, 4].map((n) => `host:esx-${site}-${String(n)}`),
  ];
  expect(takeovers).toEqual([
    { side: 'agglo', off: at('mairie') },
    { side: 'mairie', off: at('agglo') },
  ]);
});

test('the way back: mirrored volumes at the rate of a full recovery, then the memory of its machines over the fastest vMotion link', () => {
  const mirrored = Object.values(chelles.volumes).filter((volume) => volume.mirrored);
  const size = mirrored.reduce((sum, volume) => sum + volume.size, 0);
  const { waysBack } = planOf('ccas');
  expect(waysBack.map(({ site, resync, machines, memory, hold }) => [site, resync.value, machines, memory.value / GB, hold])).toEqual([
    ['agglo', Math.round(size / 900), 0, 0, ['production']],
    ['mairie', Math.round(size / 900), 3, 40, ['production']],
  ]);
  // 40 GiB are 343.6 Gbit, and a fibre carries 40 Gbit/s.
  expect(waysBack[1]?.move).toEqual({ value: 9, unit: 's', basis: 'estimated' });
  expect(waysBack[0]?.move).toBeUndefined();
});

test('seats are shared, and a further host takes some where they run on few', () => {
  expect(planOf('theatre').seats).toEqual([
    {
      desktop: 'mediatheques',
      seats: 80,
      minimum: 30,
      shared: 2,
      left: [
        { site: 'agglo', seats: 40, withHost: 40 },
        { site: 'mairie', seats: 40, withHost: 40 },
      ],
    },
  ]);
});

test('who uses it waits as long as what serves them', () => {
  const { audiences, restarts } = planOf('ccas');
  const lines = restarts.find(({ site }) => site === 'mairie')?.lines ?? [];
  const back = (key: string): number | undefined => lines.find(({ workload }) => workload === `ccas/${key}`)?.seconds;
  // Of its three workloads, citizens use `teleassistance` alone.
  expect(audiences.map(({ audience, worst }) => [audience, worst.site?.workload, worst.site?.seconds])).toEqual([
    ['agents', 'ccas/social', back('social')],
    ['citizens', 'ccas/teleassistance', back('teleassistance')],
  ]);
});

test('where nothing is mirrored nobody takes over', () => {
  const minimal = modelOf('minimal');
  const volumes = Object.fromEntries(Object.entries(minimal.volumes).map(([key, volume]) => [key, { ...volume, mirrored: false }]));
  const model = { ...minimal, volumes };
  const { takeovers, decisions } = tenantPlanOf(model, proofOf(model, AS_OF), 'ville');
  expect([takeovers, decisions]).toEqual([[], []]);
});

test('whose only place is cut off waits for its repair, however soon the workload is back', () => {
  const { audiences, restarts, proven } = planOf('theatre');
  const worst = new Map(audiences.map((one) => [one.audience, one.worst]));
  expect([worst.get('agents')?.site?.seconds, worst.get('agents')?.element?.seconds]).toEqual([Infinity, Infinity]);
  // No room takes its line; citizens need no place.
  expect([worst.get('agents')?.room?.seconds, worst.get('citizens')?.site?.seconds].every(Number.isFinite)).toBe(true);
  const cutOff = (group: string) => proven.find((one) => one.group === group)?.cutOff;
  expect([cutOff('site:mairie'), cutOff('element'), cutOff('room')]).toEqual([['agents'], ['agents'], undefined]);
  expect(restarts.map(({ site, lines }) => [site, lines[0]?.cutOff])).toEqual([
    ['agglo', undefined],
    ['mairie', ['agents']],
  ]);
});
