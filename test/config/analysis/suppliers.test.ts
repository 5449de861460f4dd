/** Contracts, criteria and hosted applications on a day. */
import { supplierStateOf } from '../../../config/analysis/suppliers';
import { AS_OF } from '../../support/estates';
import { modelOf, type Replacement } from './estates';

const brokenBy = (asOf: string, ...replacements: readonly Replacement[]): readonly string[] =>
  supplierStateOf(modelOf('chelles', replacements), asOf).shortfalls.map(({ id }) => id);

test('a supplier: its contract, its criteria, what it supplies', () => {
  const { suppliers, shortfalls } = supplierStateOf(modelOf('chelles'), AS_OF);
  expect(shortfalls).toEqual([]);
  expect(suppliers.find(({ supplier }) => supplier === 'regie-fibre')).toMatchObject({
    roles: ['carrier'],
    // From 2026-11-23 to 2032-12-31: six years, two of them leap, and 38 days.
    contract: { reference: 'CONV-2023-004', start: '2023-01-01', end: '2032-12-31', daysLeft: 6 * 365 + 2 + 38, state: 'running' },
    criteria: [
      {
        criterion: 'insertion',
        claim: '8 % des heures de génie civil en insertion',
        evidence: 'ATT-2026-011',
        date: '2026-02-10',
        state: 'believed',
      },
    ],
    serials: [],
  });
  expect(suppliers.find(({ supplier }) => supplier === 'liaisons-hertziennes')?.supplies).toEqual([
    'links.faisceau',
    'premises.complexe-sportif.accesses.radio',
    'premises.usine-des-eaux.accesses.radio',
  ]);
  expect(suppliers.find(({ supplier }) => supplier === 'constructeur-serveurs')?.serials[0]).toEqual({
    path: 'hosts.esx-agglo-1',
    serial: 'PX22-4219',
    supportEnd: '2029-06-30',
  });
});

test('an application: what is promised, and how to leave', () => {
  const { applications } = supplierStateOf(modelOf('chelles'), AS_OF);
  expect(applications.find(({ application }) => application === 'portail-familles')).toEqual({
    application: 'portail-familles',
    supplier: 'editeur-familles',
    criticality: 'important',
    tenants: ['caisse-des-ecoles'],
    dataLocation: 'France',
    contract: { reference: 'MARCHE-2024-018', start: '2024-09-01', end: '2028-08-31', daysLeft: 647, state: 'running' },
    rto: { value: 8 * 3600, unit: 's', basis: 'declared' },
    away: { value: 43.8, unit: 'h', basis: 'computed' }, // 0.5 % of 8766 h
    reversibility: {
      format: 'Export CSV et pièces PDF',
      notice: { value: 3 * 2_629_800, unit: 's', basis: 'declared' },
      noticeBy: '2028-05-31', // 91.3 days before
    },
    identity: ['annuaire/ad-mairie', 'annuaire/ad-agglo'],
  });
});

test('a hosting agreement: its dates and how the tenant gets its data back', () => {
  const { agreements } = supplierStateOf(modelOf('chelles'), AS_OF);
  expect(agreements.find(({ tenant }) => tenant === 'ville')).toEqual({
    tenant: 'ville',
    agreement: { reference: 'CONV-2024-001', start: '2024-01-01', end: '2029-12-31', daysLeft: 1134, state: 'running' },
    reversibility: 'Machines au format OVF et bases en export natif, sous trois mois',
  });
});

describe('what breaks, exactly', () => {
  const families = 'applications/portail-familles.yaml';
  test.each<[string, Replacement, readonly string[]]>([
    [
      'a contract that ends before a new one can begin',
      ['suppliers/mobile-est.yaml', '2028-01-31', '2027-05-22'],
      ['suppliers/ending/suppliers/mobile-est'],
    ],
    ['one that ends just late enough', ['suppliers/mobile-est.yaml', '2028-01-31', '2027-05-25'], []],
    ['one that has ended, which the check says', ['suppliers/mobile-est.yaml', '2028-01-31', '2026-11-22'], []],
    [
      'one that has not begun',
      ['suppliers/mobile-est.yaml', 'start: 2025-02-01', 'start: 2026-12-01'],
      ['suppliers/not-started/suppliers/mobile-est'],
    ],
    [
      'a hosting agreement about to end',
      ['tenants/theatre.yaml', 'end: 2027-12-31', 'end: 2026-12-31'],
      ['suppliers/ending/tenants/theatre'],
    ],
    [
      'evidence of a day to come',
      ['suppliers/transport-bandes.yaml', '2026-09-03', '2026-12-03'],
      ['suppliers/evidence/transport-bandes/velo'],
    ],
    ['evidence too old', ['suppliers/transport-bandes.yaml', '2026-09-03', '2024-11-20'], ['suppliers/evidence/transport-bandes/velo']],
    ['notice that had to be given', [families, 'notice: 3 months', 'notice: 22 months'], ['suppliers/notice/portail-familles']],
    [
      'a provider slower than its tenant accepts',
      [families, 'rto: 8 h', 'rto: 9 h'],
      ['suppliers/promise/portail-familles/caisse-des-ecoles'],
    ],
  ])('%s', (_, replacement, ids) => expect(brokenBy(AS_OF, replacement)).toEqual(ids));

  test('time alone breaks what nobody renews', () => {
    expect(brokenBy('2027-05-15')).toEqual([
      'suppliers/ending/suppliers/editeur-citoyens',
      'suppliers/ending/applications/portail-citoyens',
    ]);
  });

  test('what a renewal takes is an assumption', () => {
    expect(
      brokenBy(AS_OF, [
        'estate.yaml',
        'domain: chelles.example',
        'domain: chelles.example\nassumptions: { suppliers: { renewal: 12 months } }',
      ]),
    ).toEqual(['suppliers/ending/suppliers/editeur-citoyens', 'suppliers/ending/applications/portail-citoyens']);
  });
});
