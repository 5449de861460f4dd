/** What is left after a failure, in figures, each worked out by hand on the smallest estate: a host of 64 GiB and 16 × 2.6 GHz per site. */
import { capacity, type Measure } from '../../../../config/analysis/capacity';
import type { Model } from '../../../../config/model/model';
import { estateOf, assuming } from '../clock/support';

const GIB = 1024;

/** `needed / limit unit`, as the measure says it. */
const shown = ({ needed, limit }: Measure): string => `${String(needed.value)} / ${String(limit?.value ?? '-')} ${needed.unit}`;

const of = (model: Model, resource: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    capacity(model)
      .measures.filter((measure) => measure.resource === resource)
      .map((measure) => [measure.id.replace(`capacity/${resource}/`, ''), shown(measure)]),
  );

/** A disk of a workload on a datastore, with declared operations. */
const disk = (datastore: string, iops: number) => ({ size: 40 * GIB, datastore, unit: 0, iops });

test('a measure whole: what, how much, against what, and how it is known', () => {
  expect(capacity(estateOf({ a: {} })).measures[0]).toEqual({
    id: 'capacity/memory/production/site:agglo',
    resource: 'memory',
    subject: 'clusters.production',
    scenario: 'site:agglo',
    what: 'memory of what runs in `production` without `agglo`',
    needed: { value: 4178, unit: 'MiB', basis: 'estimated' }, // 4 GiB and 2 %
    limit: { value: 52 * GIB, unit: 'MiB', basis: 'estimated' }, // 64 GiB, of which the hypervisor keeps 12
    share: { value: 7.8, unit: '%', basis: 'estimated' },
    basis: 'estimated',
  });
});

test('memory and processors without a site: all that runs, not what must be restored first', () => {
  const model = estateOf({ a: {}, b: { memory: 10 * GIB, cpus: 4 }, c: { home: 'agglo', disks: { d: disk('donnees-agglo-1', 0) } } });
  const single = { ...model.volumes['donnees-agglo-1']!, mirrored: false, pools: { 'dcs-agglo': 'ssd' } } as const;
  const changed = { ...model, volumes: { ...model.volumes, 'donnees-agglo-1': single } };
  // 18 GiB × 1.02; without agglo c is gone: 14 GiB × 1.02.
  expect(of(model, 'memory')).toEqual({ 'production/site:agglo': '18801 / 53248 MiB', 'production/site:mairie': '18801 / 53248 MiB' });
  expect(of(changed, 'memory')).toEqual({ 'production/site:agglo': '14623 / 53248 MiB', 'production/site:mairie': '18801 / 53248 MiB' });
  // A quarter of 8 processors of 2600 MHz; then of 6.
  expect(of(changed, 'cpu')).toEqual({ 'production/site:agglo': '3900 / 41600 MHz', 'production/site:mairie': '5200 / 41600 MHz' });
});

test('a site and one further host carry what promises the named scenarios, on the slowest clock', () => {
  const one = estateOf({ a: { class: 'critique' }, b: {} });
  const host = one.hosts['esx-agglo']!;
  const model = {
    ...one,
    classes: { ...one.classes, critique: { ...one.classes['standard']!, survives: ['element', 'named-scenarios'] } as const },
    hardware: { ...one.hardware, lent: { ...one.hardware['serveur']!, clock: 2000 } },
    hosts: { ...one.hosts, 'esx-agglo-2': { ...host, hardware: 'lent' } },
  } as Model;
  expect(of(model, 'memory')).toEqual({
    'production/site:agglo': '8356 / 53248 MiB',
    'production/site:mairie': '8356 / 106496 MiB',
    'production/named:site-agglo-and-esx-mairie': '4178 / 0 MiB',
    'production/named:site-mairie-and-esx-agglo': '4178 / 53248 MiB',
    'production/named:site-mairie-and-esx-agglo-2': '4178 / 53248 MiB',
  });
  // Two processors, a quarter of 2000 MHz each; left is the other host.
  expect(of(model, 'cpu')).toMatchObject({
    'production/named:site-mairie-and-esx-agglo': '1000 / 32000 MHz',
    'production/named:site-mairie-and-esx-agglo-2': '1000 / 41600 MHz',
  });
  expect(capacity(model).shortfalls).toEqual([
    {
      id: 'capacity/memory/production/named:site-agglo-and-esx-mairie',
      subject: 'clusters.production',
      what: 'memory of what must run in `production` without `agglo` and `esx-mairie`: 4.1 GiB needed, 0 MiB there',
      places: ['clusters.production'],
      basis: 'estimated',
    },
    {
      id: 'capacity/cpu/production/named:site-agglo-and-esx-mairie',
      subject: 'clusters.production',
      what: 'processors for what must run in `production` without `agglo` and `esx-mairie`: 1 GHz needed, 0 MHz there',
      places: ['clusters.production'],
      basis: 'computed',
    },
  ]);
});

test('admission control counts reservations and overhead alone', () => {
  const model = estateOf({ a: { memory: 80 * GIB, memoryReservation: 50 }, b: { memory: 20 * GIB } });
  // 40 GiB and 2 % of 100; of 104 GiB half is kept for a site. Memory itself does not fit.
  expect(of(model, 'admission')).toEqual({ 'production/all': '43008 / 53248 MiB' });
  expect(capacity(model).shortfalls.map(({ id, what }) => [id, what])).toEqual([
    ['capacity/memory/production/site:agglo', 'memory of what runs in `production` without `agglo`: 102 GiB needed, 52 GiB there'],
    ['capacity/memory/production/site:mairie', 'memory of what runs in `production` without `mairie`: 102 GiB needed, 52 GiB there'],
  ]);
});

test('admission keeps the share of the larger site, and a host smaller than its hypervisor carries nothing', () => {
  const one = estateOf({ a: { memory: 10 * GIB, memoryReservation: 0 } });
  const host = one.hosts['esx-agglo']!;
  const hosts = (hardware: string) => ({ ...one.hosts, 'esx-agglo-2': { ...host, hardware } });
  // Two of three hosts stand at agglo: 67 % are kept, and 33 % of 156 GiB left.
  expect(of({ ...one, hosts: hosts(host.hardware) }, 'admission')).toEqual({ 'production/all': '205 / 52716 MiB' });
  const hardware = { ...one.hardware, tiny: { ...one.hardware['serveur']!, memory: 8 * GIB } };
  expect(of({ ...one, hardware, hosts: hosts('tiny') }, 'memory')).toMatchObject({
    'production/site:mairie': '10445 / 53248 MiB',
  });
});

test('what is needed may be all that there is; where there is nothing, no share of it is said', () => {
  const dark = estateOf({ a: {} }, assuming('power: { shutdown: 20 min }'));
  const exact = { ...dark, sites: withoutGenerators(dark) };
  expect(of(exact, 'shutdown')['agglo/voie-a/mains:poste-sud']).toBe('1200 / 1200 s');
  expect(capacity(exact).shortfalls).toEqual([]);
  const { hosts, ...one } = estateOf({ a: {} });
  const { measures } = capacity({ ...one, hosts: { 'esx-mairie': hosts['esx-mairie']! } });
  const alone = measures.find(({ id }) => id === 'capacity/memory/production/site:mairie')!;
  expect([shown(alone), alone.share]).toEqual(['4178 / 0 MiB', undefined]);
});

const withoutGenerators = ({ sites }: Model): Model['sites'] =>
  Object.fromEntries(
    Object.entries(sites).map(([key, site]) => [
      key,
      { ...site, feeds: Object.fromEntries(Object.entries(site.feeds).map(([feed, one]) => [feed, { ...one, generator: false }])) },
    ]),
  );

const BUSY = {
  a: { disks: { d: disk('donnees-mairie-1', 6000), e: disk('donnees-mairie-2', 2000) } },
  b: { home: 'agglo', disks: { d: disk('donnees-agglo-1', 10_000) } },
};

test('a pool carries what is preferred there, and everything in write-through once it is alone', () => {
  const model = estateOf(BUSY, assuming('storage: { blockSize: 32 }'));
  expect(of(model, 'iops')).toEqual({
    'dcs-agglo/ssd/all': '10000 / 40000 IO/s',
    'dcs-agglo/ssd/site:mairie': '18000 / 15000 IO/s',
    'dcs-mairie/ssd/all': '8000 / 40000 IO/s',
    'dcs-mairie/ssd/site:agglo': '18000 / 15000 IO/s',
  });
  // 32 operations of 32 KiB are a MiB.
  expect(of(model, 'throughput')).toEqual({
    'dcs-agglo/ssd/all': '312.5 / 1024 MiB/s',
    'dcs-agglo/ssd/site:mairie': '562.5 / 400 MiB/s',
    'dcs-mairie/ssd/all': '250 / 1024 MiB/s',
    'dcs-mairie/ssd/site:agglo': '562.5 / 400 MiB/s',
  });
  expect(capacity(model).shortfalls.map(({ what }) => what)).toEqual([
    'operations of pool `ssd` of `dcs-agglo` without `mairie`: 18000 IO/s needed, 15000 IO/s there',
    'operations of pool `ssd` of `dcs-mairie` without `agglo`: 18000 IO/s needed, 15000 IO/s there',
    'throughput of pool `ssd` of `dcs-agglo` without `mairie`: 562.5 MiB/s needed, 400 MiB/s there',
    'throughput of pool `ssd` of `dcs-mairie` without `agglo`: 562.5 MiB/s needed, 400 MiB/s there',
  ]);
  // Four mirrors of 500 GiB at 400 MiB/s.
  expect(of(model, 'recovery')).toEqual({ 'mirrors/site:agglo': '5120 / - s', 'mirrors/site:mairie': '5120 / - s' });
});

test('a pool without mirrored volumes never writes through', () => {
  const model = estateOf(BUSY);
  const single = { ...model.volumes['donnees-agglo-1']!, mirrored: false, pools: { 'dcs-agglo': 'ssd' } } as const;
  const alone = { ...model, volumes: { 'donnees-agglo-1': single } };
  expect(of(alone, 'iops')).toMatchObject({ 'dcs-agglo/ssd/all': '10000 / 40000 IO/s', 'dcs-agglo/ssd/site:mairie': '10000 / 40000 IO/s' });
});

test('links: the greater direction of the mirrored writes, shared by two, alone with one fibre cut; reads and writes across without storage, and the same with one fibre cut', () => {
  const model = estateOf(BUSY, assuming('storage: { writeShare: 40 % }'));
  // agglo writes 4000 of 32 KiB: 125 MiB/s, 1048.576 Mbit/s. Its hosts without storage read 6000: 1572.864; the town hall’s 4800: 1258.2912.
  expect(of(model, 'link')).toEqual({
    'fibre-nord/all': '524 / 10000 Mbit/s',
    'fibre-sud/all': '524 / 10000 Mbit/s',
    'fibre-nord/link:fibre-sud': '1049 / 10000 Mbit/s',
    'fibre-sud/link:fibre-nord': '1049 / 10000 Mbit/s',
    'fibre-nord/named:storage-agglo': '786 / 10000 Mbit/s',
    'fibre-sud/named:storage-agglo': '786 / 10000 Mbit/s',
    'fibre-nord/named:storage-mairie': '629 / 10000 Mbit/s',
    'fibre-sud/named:storage-mairie': '629 / 10000 Mbit/s',
    // One fibre carries what two did.
    'fibre-nord/named:storage-agglo+link:fibre-sud': '1573 / 10000 Mbit/s',
    'fibre-sud/named:storage-agglo+link:fibre-nord': '1573 / 10000 Mbit/s',
    'fibre-nord/named:storage-mairie+link:fibre-sud': '1258 / 10000 Mbit/s',
    'fibre-sud/named:storage-mairie+link:fibre-nord': '1258 / 10000 Mbit/s',
  });
  const thin = { ...model, links: { ...model.links, 'fibre-sud': { ...model.links['fibre-sud']!, capacity: 1000 } } };
  const common = { subject: 'links.fibre-sud', places: ['links.fibre-sud'], basis: 'estimated' };
  expect(capacity(thin).shortfalls.filter(({ id }) => id.startsWith('capacity/link/'))).toEqual([
    {
      ...common,
      id: 'capacity/link/fibre-sud/link:fibre-nord',
      what: 'mirrored writes over `fibre-sud` without `fibre-nord`: 1.05 Gbit/s needed, 1 Gbit/s there',
    },
    {
      ...common,
      id: 'capacity/link/fibre-sud/named:storage-agglo+link:fibre-nord',
      what: 'storage traffic of the hosts at `agglo` over `fibre-sud` without the storage there and `fibre-nord`: 1.6 Gbit/s needed, 1 Gbit/s there',
    },
    {
      ...common,
      id: 'capacity/link/fibre-sud/named:storage-mairie+link:fibre-nord',
      what: 'storage traffic of the hosts at `mairie` over `fibre-sud` without the storage there and `fibre-nord`: 1.3 Gbit/s needed, 1 Gbit/s there',
    },
  ]);
  // With one link for storage paths alone, none is left to measure without it: that hosts are cut off then is an outcome.
  const paths = { ...model, links: { ...model.links, 'fibre-nord': { ...model.links['fibre-nord']!, carries: ['mirror-1'] } } } as Model;
  expect(Object.keys(of(paths, 'link')).filter((id) => id.includes('storage'))).toEqual([
    'fibre-sud/named:storage-agglo',
    'fibre-sud/named:storage-mairie',
  ]);
});

test('links: of mirrored volumes alone; a link that carries both mirrors has both halves; where more is written than read, the writes', () => {
  const model = estateOf(BUSY, assuming('storage: { writeShare: 40 % }'));
  const both = { ...model.links['fibre-nord']!, carries: ['mirror-1', 'mirror-2'] };
  expect(of({ ...model, links: { ...model.links, 'fibre-nord': both } } as Model, 'link')).toMatchObject({
    'fibre-nord/all': '1049 / 10000 Mbit/s',
    'fibre-sud/all': '524 / 10000 Mbit/s',
  });
  const single = { ...model.volumes['donnees-agglo-1']!, mirrored: false, pools: { 'dcs-agglo': 'ssd' } } as const;
  // What is left are the town hall’s 8000, of which 3200 are writes: 100 MiB/s.
  expect(of({ ...model, volumes: { ...model.volumes, 'donnees-agglo-1': single } }, 'link')['fibre-nord/all']).toBe('419 / 10000 Mbit/s');
  // agglo writes 7000 of its 10000: 218.75 MiB/s, half of it over each.
  const writing = estateOf(BUSY, assuming('storage: { writeShare: 70 % }'));
  expect(of(writing, 'link')['fibre-nord/named:storage-agglo']).toBe('918 / 10000 Mbit/s');
});

test('seats: of session hosts that find memory, by priority; what runs already keeps its own', () => {
  const seat = { memory: 20 * GIB };
  const one = estateOf({ s1: { ...seat, home: 'agglo' }, s2: { ...seat, restartPriority: 'low' }, s3: seat, other: { memory: 4 * GIB } });
  const model = {
    ...one,
    desktops: {
      bureaux: {
        seats: 30,
        minimumSeats: 15,
        sessionHosts: { 'ville/s1': { seats: 10 }, 'ville/s2': { seats: 10 }, 'ville/s3': { seats: 10 } },
      },
    },
  } as unknown as Model;
  // Without the town hall 52 GiB are left: s1 runs (20.4), then other (4.1) and s3 (20.4); s2 (low) finds 7.1.
  // Without agglo s2, s3 and other run, s1 does not fit. With the last host no seat is left.
  expect(of(model, 'seats')).toEqual({
    'bureaux/site:agglo': '15 / 20 seats',
    'bureaux/site:mairie': '15 / 20 seats',
    'bureaux/named:site-agglo-and-esx-mairie': '15 / 0 seats',
    'bureaux/named:site-mairie-and-esx-agglo': '15 / 0 seats',
  });
});

test('batteries last until the generator runs, or until the site is shut down in order', () => {
  const model = estateOf({ a: {} }, assuming('power: { shutdown: 25 min }'));
  const mairie = model.sites['mairie']!;
  const dark = { ...mairie.feeds['voie-a']!, generator: false };
  const feeds = { 'voie-a': dark, 'voie-b': { ...dark, generator: true, ups: 60 } };
  const agglo = { ...model.sites['agglo']!, feeds: { 'voie-a': { ...model.sites['agglo']!.feeds['voie-a']!, generator: false } } };
  const changed = { ...model, sites: { ...model.sites, agglo, mairie: { ...mairie, feeds } } };
  expect(of(changed, 'shutdown')).toEqual({
    'agglo/voie-a/mains:poste-sud': '1500 / 1200 s',
    'mairie/voie-a/mains:poste-nord': '1500 / 1200 s',
    'mairie/voie-b/mains:poste-nord': '120 / 60 s',
  });
  expect(capacity(changed).shortfalls.map(({ what }) => what)).toEqual([
    'battery of `voie-a` of `agglo`, until the site is shut down in order by its agent: 25 min needed, 20 min there',
    'battery of `voie-a` of `mairie`, until the site is shut down in order by its agent: 25 min needed, 20 min there',
    'battery of `voie-b` of `mairie`, until its generator runs: 2 min needed, 1 min there',
  ]);

  const by = (shutdownBy: 'people' | 'nobody'): Model => ({
    ...changed,
    estate: {
      ...changed.estate,
      assumptions: { ...changed.estate.assumptions, power: { ...changed.estate.assumptions.power, shutdownBy } },
    },
  });
  // The reaction out of office hours is an hour.
  expect(of(by('people'), 'shutdown')['agglo/voie-a/mains:poste-sud']).toBe('5100 / 1200 s');
  expect(Object.keys(of(by('nobody'), 'shutdown'))).toEqual(['mairie/voie-b/mains:poste-nord']);
});
