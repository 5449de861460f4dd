/** A rehearsal of a part: the stacks that a person names, and what they stand on. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runRehearse } from '../../../scripts/commands/rehearse';
import { labFolder } from '../../../scripts/lab/folder';
import { copyEstate, synthesizeCopy } from '../../../scripts/lab/ground';
import { Draft } from '../../../scripts/lab/rehearse/draft';
import type { RehearsalRecord } from '../../../scripts/lab/rehearse/record';
import { selectionOf } from '../../../scripts/lab/rehearse/selection';
import { synthesizeTrial } from '../../../scripts/lab/rehearse/trial';
import { AS_OF } from '../../support/estates';
import { needs } from '../../support/needs';
import { build, ENVIRONMENT, filesBelow, labGround } from './ground';

const STACKS = [
  { name: 'telecom', dependencies: [] },
  { name: 'volumes', dependencies: ['telecom'] },
  { name: 'servers', dependencies: ['volumes'] },
  { name: 'tenant-ville', dependencies: ['servers'] },
];

test('what is named brings what it stands on; a stack that comes later is chosen where all it stands on is', () => {
  const { leftOut, isChosen } = selectionOf(STACKS, ['servers']);
  expect(leftOut).toEqual(['tenant-ville']);
  const now = [...STACKS, { name: 'tenant-a', dependencies: ['servers'] }, { name: 'tenant-b', dependencies: ['servers', 'tenant-ville'] }];
  expect(now.filter(({ name }) => isChosen(name, now)).map(({ name }) => name)).toEqual(['telecom', 'volumes', 'servers', 'tenant-a']);
  expect(() => selectionOf(STACKS, [''])).toThrow('--only names no stack');
});

test('what a change would touch is found out without the lab noticing', () => {
  const { shell, labs } = labGround('stand-in');
  const folder = labFolder(labs, ENVIRONMENT.name);
  copyEstate(ENVIRONMENT, folder);
  const before = new Map(synthesizeCopy(folder, AS_OF, shell)!.stacks.map(({ name, sha256 }) => [name, sha256]));
  const files = filesBelow(folder.root);
  const draft = new Draft(folder.estate, ENVIRONMENT.name, AS_OF);
  const touched = (path: string, value: unknown): string[] =>
    synthesizeTrial(folder, [draft.set(path, value)], AS_OF, shell)!
      .filter(({ name, sha256 }) => before.get(name) !== sha256)
      .map(({ name }) => name);
  expect(touched('tenants.ville.title', 'Ville')).toEqual([]);
  expect(touched('tenants.ville.workloads.fichiers.disks.systeme.size', '50 GiB')).toEqual(['tenant-ville']);
  expect(touched('tenants.ville.networks.serveurs.vlan', 200)).toEqual(['telecom', 'tenant-ville']);
  expect(filesBelow(folder.root)).toEqual(files);
  rmSync(labs, { recursive: true });
});

test('a record that could not be written is refused before anything begins', async () => {
  const { options, shell, labs } = labGround('stand-in');
  const flags = { ...options, environment: ENVIRONMENT.folder, format: 'text', keep: false, parallel: 2 } as const;
  const missing = join(labs, 'missing', 'record.json');
  await expect(runRehearse({ ...flags, record: missing }, process.env, shell)).rejects.toThrow(
    `--record names \`${missing}\`, and ${join(labs, 'missing')} is no folder`,
  );
  await expect(runRehearse({ ...flags, record: labs }, process.env, shell)).rejects.toThrow(
    `--record names \`${labs}\`, which is a folder`,
  );
  rmSync(labs, { recursive: true });
});

const LEFT_OUT = 'it would touch what --only leaves out: ';

needs(
  ['terraform', 'go'],
  'of minimal the servers and what they stand on: every step that can be shown on them is, the others say why not',
  async () => {
    build();
    const ground = labGround('stand-in');
    const path = join(ground.labs, 'record.json');
    const flags = { ...ground.options, environment: ENVIRONMENT.folder, format: 'text', keep: false, parallel: 2, record: path } as const;
    try {
      const code = await runRehearse({ ...flags, only: ['servers'] }, process.env, ground.shell);
      const { steps, leftOut } = JSON.parse(readFileSync(path, 'utf8')) as RehearsalRecord;
      expect(Object.fromEntries(steps.map(({ key, outcome, why }) => [key, why ?? outcome]))).toEqual({
        'from-nothing': 'done',
        'grow-disk': `${LEFT_OUT}tenant-ville`,
        'grow-volume': 'done',
        'add-tenant': `${LEFT_OUT}tenant-nouvelle-structure`,
        'add-school-network': 'the estate has no school',
        'move-home': `${LEFT_OUT}tenant-ville`,
        'raise-evc': 'done',
        'add-hosts': 'done',
        'change-vlan': `${LEFT_OUT}tenant-ville`,
        'change-backup': 'the estate has no second backup class',
        'change-others': 'done',
        'deletion-refused': `${LEFT_OUT}tenant-ville`,
        'deletion-approved': `${LEFT_OUT}tenant-ville`,
        'volume-leaves': 'done',
        'lose-site': 'done',
        'tenant-leaves': `${LEFT_OUT}tenant-ville`,
        'throw-away': 'done',
      });
      expect([code, leftOut, steps[0]?.stacks.map(({ stack }) => stack)]).toEqual([
        0,
        ['backup', 'desktops', 'schools', 'shared-services', 'tenant-ville'],
        ['telecom', 'volumes', 'storage', 'servers'],
      ]);
      expect(ground.said).toContain('left out by --only: backup, desktops, schools, shared-services, tenant-ville');
      expect(ground.said).toContain('  what --only leaves out: backup, desktops, schools, shared-services, tenant-ville');
    } finally {
      await ground.away();
    }
  },
  300_000,
);
