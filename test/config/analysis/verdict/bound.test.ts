/** Why seats are missing, or a machine of its own kind is down, in each failure: which brokers, which session hosts, what it stands on. */
import { proofOf } from '../../../../config/analysis';
import type { Model } from '../../../../config/model/model';
import { AS_OF } from '../../../support/estates';
import { modelOf } from '../estates';

function sayingOf(model: Model): (id: string) => readonly string[] | undefined {
  const { unmet } = proofOf(model, AS_OF).verdict;
  return (id) => unmet.find((cell) => cell.id === id)?.chain.map(({ path, says }) => `${path}: ${says}`);
}

test('both brokers on one volume', () => {
  const model = modelOf('chelles');
  const agglo = model.workloads['postes/repartiteur-agglo']!;
  const moved = { ...agglo, home: 'mairie', disks: { systeme: { ...agglo.disks['systeme']!, datastore: 'socle-mairie' } } };
  const both = { ...model, workloads: { ...model.workloads, [agglo.id]: moved } };
  expect(sayingOf(both)('desktop:guichets@volume:socle-mairie')).toEqual([
    'desktops.guichets.brokers: no broker of `guichets` is left: `postes/repartiteur-mairie`, `postes/repartiteur-agglo`',
    'services.postes.workloads.repartiteur-mairie.disks.systeme.datastore: `postes/repartiteur-mairie` keeps its disk `systeme` on the volume `socle-mairie`',
    'volumes.socle-mairie: which is deleted or corrupted, on both sides at once',
  ]);
});

test('half of the seats with a site, the other half with a volume', () => {
  const model = modelOf('chelles', [['desktops.yaml', 'seats: 80\n  minimumSeats: 40', 'seats: 80\n  minimumSeats: 50']]);
  const says = sayingOf(model);
  expect(says('desktop:guichets@site:mairie')).toEqual([
    'desktops.guichets.minimumSeats: `guichets` keeps 40 seats, and 50 must be left: `postes/guichets-1`, `postes/guichets-3` do not work',
    'services.postes.workloads.guichets-1.disks.systeme.datastore: `postes/guichets-1` keeps its disk `systeme` on the volume `postes-mairie`',
    'volumes.postes-mairie.pools: which lies on `dcs-mairie-2` alone, and that is down',
  ]);
  expect(says('desktop:guichets@volume:postes-agglo')?.[0]).toBe(
    'desktops.guichets.minimumSeats: `guichets` keeps 40 seats, and 50 must be left: `postes/guichets-2`, `postes/guichets-4` do not work',
  );
});

test('an intruder takes the seats, and no minimum was promised then', () => {
  const { survival, verdict } = proofOf(modelOf('chelles'), AS_OF);
  expect(survival.level('desktop:guichets', survival.field.indexOf('intruder')!)).toBe(7);
  expect(verdict.unmet.filter(({ id }) => id === 'desktop:guichets@intruder')).toEqual([]);
});

test('a machine of its own kind: itself, and where it stands', () => {
  const chelles = modelOf('chelles');
  const model: Model = {
    ...chelles,
    classes: { ...chelles.classes, materiel: { ...chelles.classes['materiel']!, survives: ['element', 'room', 'site'] } },
  };
  const says = sayingOf(model);
  const why = (failure: string): string | undefined => says(`machine:controle-acces@${failure}`)?.[0];
  expect([why('machine:controle-acces'), why('site:mairie'), why('room:mairie/salle-2')]).toEqual([
    'machines.controle-acces: `controle-acces` is one of a kind, and has failed itself',
    'machines.controle-acces.site: `controle-acces` is one of a kind, and stands at `mairie`, which is down',
    'machines.controle-acces.room: `controle-acces` is one of a kind, and its room `salle-2` is down, or all its feeds are',
  ]);
});

test('a school whose only filter is lost with the other site, though its use has an access left', () => {
  const model = modelOf('chelles');
  const gateways = { ...model.gateways, 'filtre-agglo': { ...model.gateways['filtre-agglo']!, role: 'remote-access' } } as const;
  expect(sayingOf({ ...model, gateways })('school:elementaire-parc@site:mairie')).toEqual([
    'schools.elementaire-parc: no filter and no access of `schools` is left together at a side that it reaches',
  ]);
});

test('a school that lands at both sites, and whose tunnels end at one; one with a single landing is promised nothing', () => {
  const model = modelOf('chelles');
  const accesses = { ...model.premises['ecole-parc']!.accesses };
  accesses['tunnel-agglo'] = { ...accesses['tunnel-agglo']!, landing: 'mairie' };
  const oneSite = { ...model, premises: { ...model.premises, 'ecole-parc': { ...model.premises['ecole-parc']!, accesses } } };
  const { unmet } = proofOf(oneSite, AS_OF).verdict;
  expect(unmet.filter(({ row }) => row.startsWith('school:')).map(({ id, rule, cut, loss }) => ({ id, rule, cut, loss }))).toEqual([
    { id: 'school:elementaire-parc@site:mairie', rule: 'survival-lost', cut: ['site:mairie'], loss: 0 },
  ]);
  expect(sayingOf(oneSite)('school:elementaire-parc@site:mairie')).toEqual([
    'premises.ecole-parc.accesses: no access of `ecole-parc` is up, or no router where it lands',
  ]);
  const single = Object.entries(model.schools).find(([, { landing }]) => landing.length === 1)![0];
  expect(proofOf(model, AS_OF).verdict.unmet.filter(({ row }) => row === `school:${single}`)).toEqual([]);
});
