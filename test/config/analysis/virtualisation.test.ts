/** The virtualisation rate: hypervisors, storage, backup and network are on neither side. */
import { virtualisationOf } from '../../../config/analysis/virtualisation';
import { modelOf } from './estates';

const percent = (value: number) => ({ value, unit: '%', basis: 'computed' });

test('the smallest estate has nothing that resists', () => {
  expect(virtualisationOf(modelOf('minimal'))).toEqual({
    rate: percent(100),
    virtual: 1,
    physical: 0,
    servers: [],
    excluded: [
      { what: 'hypervisors', count: 2 },
      { what: 'storage servers', count: 2 },
      { what: 'backup repositories and their machines', count: 3 },
      { what: 'routers and gateways', count: 2 },
    ],
    tenants: [{ tenant: 'ville', virtual: 1, physical: 0, rate: percent(100) }],
    shortfalls: [],
  });
});

test('the reference estate: 84 machines are virtual, 2 are not, and one serves the backup', () => {
  const { rate, physical, virtual, servers, tenants, excluded } = virtualisationOf(modelOf('chelles'));
  expect([virtual, physical, rate]).toEqual([84, 2, percent(97.7)]); // 84 of 86
  expect(servers).toEqual([
    { machine: 'controle-acces', tenant: 'ville', reason: 'Les portes doivent s’ouvrir quand le reste est à l’arrêt', counts: true },
    {
      machine: 'passerelle-telephonie',
      tenant: 'ville',
      reason: 'Cartes de ligne vers l’opérateur historique, sans équivalent virtuel',
      counts: true,
    },
    { machine: 'serveur-bandes', reason: 'La restauration ne doit dépendre ni des hyperviseurs ni de l’annuaire', counts: false },
  ]);
  expect(tenants.find(({ tenant }) => tenant === 'ville')).toEqual({ tenant: 'ville', virtual: 11, physical: 2, rate: percent(84.6) });
  expect(excluded[2]).toEqual({ what: 'backup repositories and their machines', count: 4 });
});

test('a machine that counts makes the rate fall, one of the backup does not', () => {
  const rateWith = (replacement: string): number =>
    virtualisationOf(modelOf('chelles', [['machines.yaml', '  counts: backup\n', replacement]])).rate.value;
  expect(rateWith('  counts: backup\n')).toBe(97.7);
  expect(rateWith('  counts: server\n')).toBe(96.6); // 84 of 87
});
