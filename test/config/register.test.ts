/** The register of what holds data: what vanished, shrank, moved or lost its mirror is refused unless an approval names it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Place } from '../../config/finding';
import type { Model } from '../../config/model/model';
import { compareRegister, EMPTY_REGISTER, parseRegister, type Register, renderRegister, statefulEntries } from '../../config/register';
import { edited } from '../stacks/rendered';
import { checked, filesOf } from '../support/estates';
import { PROJECT } from '../support/needs';

const modelOf = (environment: string): Model => {
  const { model } = checked(filesOf(environment), environment);
  if (model === undefined) throw new Error(`${environment} is broken`);
  return model;
};
const chelles = modelOf('chelles');
const LOCK = renderRegister({ keys: statefulEntries(chelles), leaving: {} });
const lineOf = (key: string, text = LOCK): number => text.split('\n').findIndex((line) => line.startsWith(`  ${key}: `)) + 1;

/** A place that says which path was asked for. */
const place = (path: string): Place => ({ file: path, line: 0, column: 0, length: 1 });
const compare = (model: Model, text = LOCK): { findings: readonly Finding[]; next: Register } => compareRegister(model, text, place);
const said = ({ findings }: { findings: readonly Finding[] }): string[] => findings.map(({ rule, subject }) => `${rule} ${subject}`).sort();
const approve = (copy: Parameters<Parameters<typeof edited>[1]>[0], ...keys: string[]): void => {
  copy.approvals['depart'] = { keys, reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
};

const without = (change: Parameters<typeof edited>[1]): Model => edited(chelles, change);
const drop = <T>(entities: Record<string, T>, keep: (key: string, entity: T) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(entities).filter(([key, entity]) => keep(key, entity)));

const VM = Object.values(chelles.workloads).find(
  ({ ownerKind, existing, disks }) => ownerKind === 'tenants' && !existing && Object.keys(disks).length > 1,
)!;
const DISK = Object.keys(VM.disks).at(-1)!;
const VOLUME = Object.entries(chelles.volumes).find(([, { existing, mirrored }]) => !existing && mirrored)![0];
const DATASTORE = Object.entries(chelles.datastores).find(([, { existing }]) => !existing)![0];
const TENANT = VM.owner;
const tenantKeys = Object.keys(statefulEntries(chelles)).filter(
  (key) => key === `stack/tenant-${TENANT}` || key.startsWith(`vm/${TENANT}/`),
);

describe('the register of the reference estate', () => {
  test.each(['minimal', 'chelles'])('is committed as synth writes it: %s', (environment) => {
    const committed = readFileSync(join(PROJECT, 'config', 'environments', environment, 'stateful.lock'), 'utf8');
    const { findings, next } = compareRegister(modelOf(environment), committed, place);
    expect(findings).toEqual([]);
    expect(renderRegister(next)).toBe(committed);
  });

  test('is read as it was written', () => {
    const register: Register = {
      keys: statefulEntries(chelles),
      leaving: { 'vm/a/b': { stack: 'tenant-a', address: 'x.y', approval: { key: 'k', reason: 'r', owner: 'o', until: '2027-01-31' } } },
    };
    expect(parseRegister(renderRegister(register))).toMatchObject({ register, malformed: [] });
    expect(parseRegister(renderRegister(EMPTY_REGISTER))).toMatchObject({ register: EMPTY_REGISTER, malformed: [] });
  });

  test('does not depend on the order of entities', () => {
    const turned = edited(chelles, (copy) => {
      copy.volumes = Object.fromEntries(Object.entries(copy.volumes).reverse());
      copy.workloads = Object.fromEntries(Object.entries(copy.workloads).reverse());
    });
    expect(renderRegister({ keys: statefulEntries(turned), leaving: {} })).toBe(LOCK);
  });

  test.each([
    ['a conflict of a merge', `${LOCK}<<<<<<< HEAD\n`, LOCK.split('\n').length],
    [
      'a line without its JSON',
      LOCK.replace(/^( {2}volume\/.*)\}$/m, '$1'),
      lineOf(
        Object.keys(statefulEntries(chelles))
          .sort()
          .find((key) => key.startsWith('volume/'))!,
      ),
    ],
    [
      'a key twice',
      LOCK.replace('leaving:', `  stack/tenant-${TENANT}: {"stack":"x"}\nleaving:`),
      lineOf('leaving', '') + LOCK.split('\n').indexOf('leaving:') + 1,
    ],
    ['nothing at all', '', 1],
    ['no section of keys', LOCK.replace('keys:\n', ''), 1],
  ])('with %s is refused, at its line', (_, text, line) => {
    const finding = compare(chelles, text).findings.find(({ rule }) => rule === 'register-malformed');
    expect(finding).toMatchObject({ severity: 'error', place: { file: 'stateful.lock', line } });
  });
});

describe('what is described no more', () => {
  const cases: [string, (copy: Parameters<Parameters<typeof edited>[1]>[0]) => void, string[]][] = [
    ['a volume', (copy) => (copy.volumes = drop(copy.volumes, (key) => key !== VOLUME)), [`volume/${VOLUME}`]],
    ['a datastore', (copy) => (copy.datastores = drop(copy.datastores, (key) => key !== DATASTORE)), [`datastore/${DATASTORE}`]],
    ['a machine, with its disks', (copy) => (copy.workloads = drop(copy.workloads, (id) => id !== VM.id)), [`vm/${VM.id}`]],
    [
      'a disk',
      (copy) => (copy.workloads[VM.id]!.disks = drop(copy.workloads[VM.id]!.disks, (key) => key !== DISK)),
      [`disk/${VM.id}/${DISK}`],
    ],
    [
      'a tenant, with its machines',
      (copy) => {
        copy.tenants = drop(copy.tenants, (key) => key !== TENANT);
        copy.workloads = drop(copy.workloads, (_, { owner }) => owner !== TENANT);
      },
      tenantKeys,
    ],
    ['a volume that becomes somebody else’s', (copy) => (copy.volumes[VOLUME]!.existing = true), [`volume/${VOLUME}`]],
  ];

  test.each(cases)('is refused: %s', (_, change, keys) => {
    const compared = compare(without(change));
    expect(said(compared)).toEqual(keys.map((key) => `stateful-vanished ${key}`).sort());
    const [first] = [...compared.findings].sort((a, b) => (a.subject < b.subject ? -1 : 1));
    const key = [...keys].sort()[0]!;
    expect(first).toEqual({
      rule: 'stateful-vanished',
      severity: 'error',
      subject: key,
      place: { file: 'stateful.lock', line: lineOf(key), column: 3, length: key.length },
      message: `\`${key}\` holds data and is described no more`,
      fix: 'bring it back (to rename, change the title, not the key), or add an approval that names it to approvals.yaml',
      related: [],
    });
  });

  test.each(cases)('may leave where an approval names it: %s', (_, change, keys) => {
    const { findings, next } = compare(
      without((copy) => {
        change(copy);
        approve(copy, ...keys);
      }),
    );
    expect(findings).toEqual([]);
    expect(Object.keys(next.leaving).sort()).toEqual([...keys].sort());
    for (const key of keys) {
      expect(next.keys[key]).toBeUndefined();
      expect(next.leaving[key]).toEqual({
        ...statefulEntries(chelles)[key],
        approval: { key: 'depart', reason: 'fin du service', owner: 'direction', until: '2027-01-31' },
      });
    }
  });

  test('is refused for what an approval does not name, machine by machine', () => {
    const model = without((copy) => {
      cases[4]![1](copy);
      approve(copy, ...tenantKeys.slice(1));
    });
    expect(said(compare(model))).toEqual([`stateful-vanished ${tenantKeys[0]!}`]);
  });

  test('keeps leaving when the approval is removed, and stays when it is described again', () => {
    const key = `vm/${VM.id}`;
    const gone = without((copy) => cases[2]![1](copy));
    const first = compare(edited(gone, (copy) => approve(copy, key)));
    const second = compare(gone, renderRegister(first.next));
    expect(second.findings).toEqual([]);
    expect(second.next).toEqual(first.next);
    const back = compare(chelles, renderRegister(second.next));
    expect(back.findings).toEqual([]);
    expect(renderRegister(back.next)).toBe(LOCK);
  });

  test('that left with a later approval says the later one', () => {
    const gone = edited(chelles, (copy) => {
      cases[2]![1](copy);
      approve(copy, `vm/${VM.id}`);
    });
    const first = compare(gone);
    const second = compare(
      edited(gone, ({ approvals }) => (approvals['depart']!.until = '2028-01-01')),
      renderRegister(first.next),
    );
    expect(second.next.leaving[`vm/${VM.id}`]?.approval.until).toBe('2028-01-01');
  });
});

describe('what changes', () => {
  test('a volume or a disk that shrinks is refused, at its size, with the register beside it', () => {
    const model = without((copy) => {
      copy.volumes[VOLUME]!.size -= 1024;
      copy.workloads[VM.id]!.disks[DISK]!.size -= 1024;
    });
    const compared = compare(model);
    expect(said(compared)).toEqual([`stateful-shrunk disk/${VM.id}/${DISK}`, `stateful-shrunk volume/${VOLUME}`]);
    const finding = compared.findings.find(({ subject }) => subject === `volume/${VOLUME}`)!;
    expect(finding.place.file).toBe(`volumes.${VOLUME}.size`);
    expect(finding.message).toMatch(/^`volume\/.*` shrinks from [0-9.]+ [GT]iB to [0-9.]+ [GT]iB$/);
    expect(finding.related).toEqual([
      {
        note: 'registered here',
        place: { file: 'stateful.lock', line: lineOf(`volume/${VOLUME}`), column: 3, length: `volume/${VOLUME}`.length },
      },
    ]);
    expect(compared.findings.find(({ subject }) => subject.startsWith('disk/'))!.place.file).toBe(`${VM.path}.disks.${DISK}.size`);
  });

  test('no approval lets anything shrink', () => {
    const model = without((copy) => {
      copy.volumes[VOLUME]!.size -= 1024;
      approve(copy, `volume/${VOLUME}`);
    });
    expect(said(compare(model))).toEqual([`stateful-shrunk volume/${VOLUME}`]);
  });

  test('a volume that grows is remembered with its new size', () => {
    const { findings, next } = compare(without((copy) => (copy.volumes[VOLUME]!.size += 1024)));
    expect(findings).toEqual([]);
    expect(next.keys[`volume/${VOLUME}`]?.size).toBe(chelles.volumes[VOLUME]!.size + 1024);
  });

  test('a volume that loses its mirror is refused, and passes with an approval', () => {
    const lose = (copy: Parameters<Parameters<typeof edited>[1]>[0]): unknown => (copy.volumes[VOLUME]!.mirrored = false);
    const compared = compare(without((copy) => lose(copy)));
    expect(said(compared)).toEqual([`stateful-unmirrored volume/${VOLUME}`]);
    expect(compared.findings[0]!.place.file).toBe(`volumes.${VOLUME}.mirrored`);
    const approved = compare(
      without((copy) => {
        lose(copy);
        approve(copy, `volume/${VOLUME}`);
      }),
    );
    expect(approved.findings).toEqual([]);
    expect(approved.next.keys[`volume/${VOLUME}`]?.mirrored).toBe(false);
  });

  test('a machine that moves to another owner is refused: it would be destroyed here and made anew there', () => {
    const other = Object.keys(chelles.tenants).find((key) => key !== TENANT)!;
    const model = without((copy) => {
      const moved = copy.workloads[VM.id]!;
      copy.workloads = drop(copy.workloads, (id) => id !== VM.id);
      copy.workloads[`${other}/${VM.key}-bis`] = {
        ...moved,
        id: `${other}/${VM.key}-bis`,
        key: `${VM.key}-bis`,
        owner: other,
        stack: `tenant-${other}`,
      };
    });
    const compared = compare(model);
    expect(said(compared)).toEqual([`stateful-vanished vm/${VM.id}`]);
  });

  test('a service that moves to another stack is refused, machine by machine and disk by disk', () => {
    const [service] = Object.values(chelles.workloads).filter(
      ({ ownerKind, stack, existing }) => ownerKind === 'services' && stack === 'shared-services' && !existing,
    );
    const { owner } = service!;
    const model = without((copy) => {
      for (const workload of Object.values(copy.workloads)) if (workload.owner === owner) workload.stack = 'backup';
    });
    const keys = Object.keys(statefulEntries(chelles)).filter((key) => /^(vm|disk)\//.test(key) && key.split('/')[1] === owner);
    expect(keys.length).toBeGreaterThan(1);
    const compared = compare(model);
    expect(said(compared)).toEqual(keys.map((key) => `stateful-moved ${key}`).sort());
    expect(compared.findings[0]).toMatchObject({ fix: 'leave it in `shared-services`' });
  });

  test('an approval of what no register knows is a warning', () => {
    const { findings } = compare(without((copy) => approve(copy, 'volume/jamais-vu')));
    expect(findings).toMatchObject([
      { rule: 'approval-idle', severity: 'warning', subject: 'approvals.depart', place: { file: 'approvals.depart.keys' } },
    ]);
  });

  test('what is new is added without a word', () => {
    const { findings, next } = compare(chelles, renderRegister(EMPTY_REGISTER));
    expect(findings).toEqual([]);
    expect(renderRegister(next)).toBe(LOCK);
  });
});
