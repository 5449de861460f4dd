/** What one failure cuts off beside workloads: the worst first, and each tenant its own part. */
import { proofOf } from '../../../../config/analysis';
import { cutOffFor } from '../../../../config/analysis/verdict/cut-off';
import { AS_OF } from '../../../support/estates';
import { modelOf, type Replacement } from '../estates';

const cutOffIn = (...edits: readonly Replacement[]) => {
  const model = modelOf('chelles', edits);
  const { cutOff } = proofOf(model, AS_OF);
  const counts = ({ failure, uses, applications, premises, schools, seats, devices }: (typeof cutOff)[number]): string =>
    [failure, uses.length, applications.length, premises.length, schools.length, seats, devices].join(' ');
  return { cutOff, counts, of: (tenant: string) => cutOffFor(model, cutOff, tenant) };
};

test('many people before few, each failure with all that it takes', () => {
  const { cutOff, counts } = cutOffIn();
  expect(cutOff.slice(0, 3).map(counts)).toEqual([
    'carrier:regie-fibre 0 0 11 9 75 540',
    'site:mairie 0 0 8 6 63 340',
    'duct:fourreau-coudreaux 0 0 5 5 24 206',
  ]);
  // 5 + 1 + 1 workplaces, and the two schools there: 70 + 15 devices.
  expect(cutOff.find(({ failure }) => failure === 'duct:fourreau-gare')).toEqual({
    failure: 'duct:fourreau-gare',
    uses: [],
    applications: [],
    premises: ['accueil-tourisme', 'ecole-bords-de-marne', 'ecole-parc'],
    schools: ['elementaire-parc', 'maternelle-bords-de-marne'],
    seats: 7,
    devices: 85,
  });
  // Each application by its provider, behind all that takes more than it should.
  expect(cutOff.slice(-4).map(counts)).toEqual(
    ['marches-publics', 'messagerie', 'portail-citoyens', 'portail-familles'].map((key) => `provider:${key} 0 1 0 0 0 0`),
  );
});

const GUESTS: readonly Replacement[] = [
  ['uses.yaml', 'accesses: [agglo-fibre, mairie-secours]', 'accesses: [agglo-fibre]'],
  ['applications/messagerie.yaml', 'use: office', 'use: guests'],
];

test('a use, and the application behind it, before all places', () => {
  const { cutOff } = cutOffIn(...GUESTS);
  const [first] = cutOff;
  expect([first?.failure, first?.uses, first?.applications]).toEqual(['site:agglo', ['guests'], ['messagerie']]);
  const shared = cutOff
    .filter(({ uses, applications }) => uses.length + applications.length > 0)
    .map(({ failure }) => failure)
    .filter((failure) => !failure.startsWith('provider:'));
  expect(shared.sort()).toEqual(
    ['access:agglo-fibre', 'carrier:ile-de-fibre', 'duct:fourreau-canal', 'entry:agglo/nord', 'pop:pop-canal'].concat([
      'room:agglo/salle-a',
      'router:routeur-agglo-1',
      'site:agglo',
    ]),
  );
});

test('of failures that take as many uses, the one that takes an application as well, whoever else is cut off', () => {
  const servers: Replacement = ['uses.yaml', 'table: 40\n  accesses: [agglo-fibre, mairie-fibre]', 'table: 40\n  accesses: [mairie-fibre]'];
  const order = cutOffIn(...GUESTS, servers).cutOff.map(({ failure }) => failure);
  // The access of the guests and of the mail cuts off no place, the town hall eight.
  expect(order.indexOf('access:agglo-fibre')).toBeGreaterThan(0);
  expect(order.indexOf('access:agglo-fibre')).toBeLessThan(order.indexOf('site:mairie'));
  expect(order.indexOf('site:mairie')).toBeLessThan(order.indexOf('carrier:regie-fibre'));
});

test('a tenant is told of its places, the schools there, its applications and the uses that it leaves by', () => {
  const { of } = cutOffIn(...GUESTS);
  // It uses the mail, which leaves by that of the guests.
  expect(of('ccas').map(({ failure, uses, applications }) => [failure, uses, applications])[0]).toEqual([
    'access:agglo-fibre',
    ['guests'],
    ['messagerie'],
  ]);
  expect(of('office-des-sports')).toEqual([
    { failure: 'carrier:liaisons-hertziennes', ...NOTHING, premises: ['complexe-sportif'], seats: 6 },
    { failure: 'premises-access:complexe-sportif/radio', ...NOTHING, premises: ['complexe-sportif'], seats: 6 },
    { failure: 'site:agglo', ...NOTHING, premises: ['complexe-sportif'], seats: 6 },
  ]);
  expect(cutOffIn().of('ccas')).toEqual([{ failure: 'provider:messagerie', ...NOTHING, applications: ['messagerie'] }]);
});

const NOTHING = { uses: [], applications: [], premises: [], schools: [], seats: 0, devices: 0 };

test('users without any place described are named: they are not judged', () => {
  expect(proofOf(modelOf('minimal'), AS_OF).unplaced).toEqual([{ owner: 'ville', audience: 'agents' }]);
  expect(proofOf(modelOf('chelles'), AS_OF).unplaced).toEqual([]);
});
