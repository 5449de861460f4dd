/** What an exception covers: what its reason is about, and no other fault that ends in the same rule. */
import { proofOf } from '../../../../config/analysis';
import type { Exception } from '../../../../config/model/governance';
import type { Model } from '../../../../config/model/model';
import { AS_OF } from '../../../support/estates';
import { modelOf, type Replacement } from '../estates';

const CARRIER = '  carrier: fournisseur\n';

/** All three links between the sites bought from one new supplier; the routes of the witness stay with the old one. */
const ONE_CARRIER: readonly Replacement[] = [
  ['links.yaml', `${CARRIER}  ducts: [fourreau-nord]`, '  carrier: autre\n  ducts: [fourreau-nord]'],
  ['links.yaml', `${CARRIER}  ducts: [fourreau-sud]`, '  carrier: autre\n  ducts: [fourreau-sud]'],
  ['links.yaml', `${CARRIER}  rtt: 1 ms`, '  carrier: autre\n  rtt: 1 ms'],
];
const SUPPLIER = { 'suppliers/autre.yaml': 'title: Autre\nroles: [carrier]\ncontract: { reference: MARCHE-2, end: 2029-12-31 }\n' };

function acceptedBy(model: Model, id: string): string | undefined {
  const cell = proofOf(model, AS_OF).verdict.unmet.find((each) => each.id === id);
  if (cell === undefined) throw new Error(`${id} is kept`);
  return cell.exception;
}
const withException = (model: Model, exception: Exception): Model => ({ ...model, exceptions: { ...model.exceptions, added: exception } });
const accepting = (rule: string, subject: string): Exception => ({ rule, subject, reason: 'Test', owner: 'Test', until: '2099-12-31' });

describe('the vendor’s missing answer', () => {
  const CELL = 'workload:ville/fichiers@carrier:autre';
  const model = modelOf('minimal', ONE_CARRIER, SUPPLIER);

  test('is no excuse for one carrier whose network takes all links between the sites', () => {
    expect(model.exceptions['temoin-sans-reponse']).toMatchObject({ rule: 'witness-unconfirmed', subject: 'storage' });
    expect(acceptedBy(model, CELL)).toBeUndefined();
    expect(proofOf(model, AS_OF).holds).toBe(false);
  });

  test.each(['carrier:autre', 'tenants.ville'])('such a failure takes an exception that names it, or who suffers: %s', (subject) => {
    expect(acceptedBy(withException(model, accepting('witness-unconfirmed', subject)), CELL)).toBe('added');
  });

  test('is what the partition that is judged by name asks for', () => {
    const chelles = modelOf('chelles');
    const cells = proofOf(chelles, AS_OF).verdict.unmet.filter(({ exception }) => exception === 'temoin-sans-reponse');
    expect(new Set(cells.map(({ failure }) => failure))).toEqual(new Set(['named:partition-both']));
  });
});

describe('a level of backup that is missing', () => {
  const SHORT = 'backup/unnoticed/police-municipale/video';
  const chelles = modelOf('chelles');
  /** Both disks are locked for three days only: whoever stays unnoticed for longer reaches every copy that is not on tape. */
  const brief: Model = {
    ...chelles,
    repositories: Object.fromEntries(
      Object.entries(chelles.repositories).map(([key, repository]) => [
        key,
        repository.immutability === undefined
          ? repository
          : { ...repository, immutability: { ...repository.immutability, duration: 3 * 86_400 } },
      ]),
    ),
  };
  const shortfall = (model: Model, id: string) => proofOf(model, AS_OF).shortfalls.find((each) => each.id === id);

  test('is accepted with what it leads to', () => {
    expect(chelles.exceptions['video-sans-bande']).toMatchObject({ rule: 'backup-three-levels' });
    expect(shortfall(chelles, 'backup/media/police-municipale/video')).toMatchObject({ exception: 'video-sans-bande' });
  });

  test('is no excuse for copies that are locked for too short a time', () => {
    expect(shortfall(brief, SHORT)).toBeDefined();
    expect(shortfall(brief, SHORT)).not.toHaveProperty('exception');
    expect(shortfall(withException(brief, accepting('shortfall-backup', SHORT)), SHORT)).toMatchObject({ exception: 'added' });
  });
});
