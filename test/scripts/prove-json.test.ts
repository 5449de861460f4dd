/** The proof for programs: what is printed is what the schema says. */
import Ajv from 'ajv';
import { proofSchema } from '../../scripts/generation/proof-schema';
import type { ProofJson } from '../../scripts/prove/schema';
import { cordee } from '../support/fake-shell';

const printed = async (environment: string, ...flags: readonly string[]): Promise<ProofJson> =>
  JSON.parse((await cordee(['prove', '-e', environment, '-f', 'json', ...flags])).out) as ProofJson;

test.each([
  ['minimal', []],
  ['chelles', []],
  ['minimal', ['--tenant', 'ville']],
  ['chelles', ['--tenant', 'ville']],
] as const)('the proof of %s %j is what its schema says', async (environment, flags) => {
  const ajv = new Ajv({ allErrors: true, strict: true, keywords: ['unit'] });
  ajv.addFormat('date', true);
  const validate = ajv.compile(proofSchema());
  const json = await printed(environment, ...flags);
  validate(json);
  expect(json.plan?.tenant).toBe(flags[1]);
  expect(validate.errors ?? []).toEqual([]);
});

test.each([
  ['one failure for the whole estate', ['site:mairie'], 'order'],
  ['a workload, also where its promise is kept', ['ville/fichiers', 'site:mairie'], 'cells'],
  ['a cell by its id', ['use:office@site:mairie'], 'cells'],
])('%s is what the schema says', async (_, words, part) => {
  const ajv = new Ajv({ allErrors: true, strict: true, keywords: ['unit'] });
  ajv.addFormat('date', true);
  const validate = ajv.compile(proofSchema());
  const json = await printed('chelles', '--why', ...words);
  validate(json);
  expect(validate.errors ?? []).toEqual([]);
  expect(Object.keys(json.why ?? {})).toEqual(['failure', 'says', 'takes', 'decisions', part]);
});

test('a cell that holds: outcome, time and loss can be had by its id', async () => {
  const { why } = await printed('minimal', '--why', 'workload:ville/fichiers@site:mairie');
  expect(why?.cells).toEqual([
    expect.objectContaining({
      id: 'workload:ville/fichiers@site:mairie',
      outcome: 'restarted',
      promise: 'kept',
      seconds: 240,
      data: 'kept',
      loss: 0,
    }),
  ]);
});

test('--schema prints the schema, whatever the estate', async () => {
  const { code, out } = await cordee(['prove', '--schema', '-e', 'nowhere']);
  expect([code, JSON.parse(out)]).toEqual([0, JSON.parse(JSON.stringify(proofSchema()))]);
});

test('the head, and a cell of the smallest estate that is not kept', async () => {
  const { code } = await cordee(['prove', '-e', 'minimal', '-f', 'json']);
  const { books: _b, failures: _f, tenants: _t, shortfalls: _s, unmet, ...rest } = await printed('minimal');
  expect([code, rest]).toEqual([
    3,
    {
      version: 1,
      environment: 'minimal',
      asOf: '2026-11-23',
      holds: false,
      broken: [],
      judged: 54,
      scenarios: 1499,
      accepted: [],
      idle: [],
      promisesNothing: [],
      cutOff: [],
      singleHomed: [],
      unplaced: [{ owner: 'ville', audience: 'agents' }],
    },
  ]);
  expect(unmet.find(({ failure }) => failure === 'carrier:fournisseur')).toEqual({
    id: 'workload:ville/fichiers@carrier:fournisseur',
    row: 'workload:ville/fichiers',
    failure: 'carrier:fournisseur',
    tenant: 'ville',
    outcome: 'stopped',
    rule: 'survival-stopped',
    seconds: 6160,
    data: 'kept',
    loss: 0,
    cut: ['carrier:fournisseur'],
    promised: { path: 'classes.standard.survives', at: 'classes.yaml:9' },
    because: [
      {
        path: 'tenants.ville.workloads.fichiers.disks.systeme.datastore',
        at: 'tenants/ville.yaml:36',
        says: '`ville/fichiers` keeps its disk `systeme` on the volume `donnees-mairie-1`',
      },
      {
        path: 'storage.witness',
        at: 'storage.yaml:6',
        says: 'which no side serves: none can know that the other has stopped, for none that is left reaches the witness',
      },
    ],
    basis: 'computed',
  });
});

test('ids of failures are those that --why takes, and say what falls with them', async () => {
  const { failures } = await printed('minimal');
  expect(new Set(failures.map(({ id }) => id)).size).toBe(failures.length);
  expect(failures.find(({ id }) => id === 'room:mairie/salle')).toEqual({
    id: 'room:mairie/salle',
    says: 'the room “Salle informatique” is lost',
    path: 'sites.mairie.rooms.salle',
    at: 'sites/mairie.yaml:6',
    elements: ['room:mairie/salle'],
    takes: [
      'host:esx-mairie',
      'storage-server:dcs-mairie',
      'pool:dcs-mairie/ssd',
      'switch:commutateur-mairie-a',
      'switch:commutateur-mairie-b',
      'router:routeur-mairie',
      'repository:sauvegarde-mairie',
    ],
  });
  expect(failures.find(({ id }) => id === 'named:mirror')).toEqual({
    id: 'named:mirror',
    says: 'the links of the mirrors are cut, all others work',
    elements: [],
    takes: [],
  });
});
