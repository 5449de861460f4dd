/** What is left without the first way, on the reference estate. */
import { accessesOf } from '../../../../config/analysis/accesses';
import { modelOf } from '../estates';

const { uses, premises, published } = accessesOf(modelOf('chelles'));

test('a use takes its accesses in its own order: published services keep twice their rate, schools all of it', () => {
  const publication = uses.find(({ subject }) => subject === 'uses.publication');
  expect(publication?.ways.map(({ path, site, rate, repair }) => [path, site, rate.value, repair?.value])).toEqual([
    ['accesses.mairie-fibre', 'mairie', 1000, 4],
    ['accesses.agglo-fibre', 'agglo', 2000, 4],
    ['accesses.mairie-secours', 'mairie', 300, 24],
  ]);
  expect(uses.map(({ subject, left }) => [subject, left.value])).toEqual([
    ['uses.guests', 15],
    ['uses.office', 50],
    ['uses.publication', 200],
    ['uses.schools', 100],
    ['uses.servers', 50],
  ]);
});

test('of premises the widest link is the first; with one link nothing is left', () => {
  const left = new Map(premises.map(({ subject, left: { value } }) => [subject, value]));
  expect(left.get('premises.maison-des-solidarites')).toBe(10);
  expect(left.get('premises.depot-bus')).toBe(2);
  expect(left.get('premises.theatre-municipal')).toBe(0);
});

test('what the Internet reaches is named', () => {
  expect(published).toEqual([
    'office-de-tourisme/reservations',
    'regie-transports/voyageurs',
    'relais-courriel/relais-agglo',
    'relais-courriel/relais-mairie',
    'theatre/billetterie',
  ]);
});
