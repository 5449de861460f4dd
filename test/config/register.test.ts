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
const SWITCH = Object.entries(chelles['distributed-switches']).find(([, { existing }]) => !existing)![0];
const NETWORK = Object.values(chelles.networks).find(
  ({ existing, owner, switch: on }) => !existing && owner === undefined && on === SWITCH,
)!.id;
const HOST = Object.keys(chelles.hosts)[0]!;
const tenantKeys = Object.keys(statefulEntries(chelles)).filter(
  (key) => key === `stack/tenant-${TENANT}` || key.startsWith(`vm/${TENANT}/`) || key.startsWith(`network/${TENANT}/`),
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

  const line = (start: string): number => LOCK.split('\n').findIndex((text) => text.startsWith(start)) + 1;
  test.each([
    ['a conflict of a merge', 'register-malformed', `${LOCK}<<<<<<< HEAD\n`, LOCK.split('\n').length],
    ['a line without its end', 'register-malformed', LOCK.replace(/^( {2}volume\/.*)\}$/m, '$1'), line('  volume/')],
    ['a key twice', 'register-malformed', LOCK.replace('leaving:', `  stack/tenant-${TENANT}: {"stack":"x"}\nleaving:`), line('leaving:')],
    ['a line taken out', 'register-edited', LOCK.replace(/^ {2}volume\/.*\n/m, ''), 1],
    ['a size changed by hand', 'register-edited', LOCK.replace(/"size":\d+/, '"size":1'), 1],
    ['nothing at all', 'register-edited', '', 1],
  ])('with %s is refused, at its line', (_, rule, text, at) => {
    const finding = compare(chelles, text).findings.find((found) => found.rule.startsWith('register-'));
    expect(finding).toMatchObject({ rule, severity: 'error', place: { file: 'stateful.lock', line: at } });
  });

  test('is taken as it is after a merge, when that is said; but never with a conflict in it', () => {
    const merged = LOCK.replace(/^ {2}stack\/.*\n/m, '');
    expect(compareRegister(chelles, merged, place, { merged: true }).findings).toEqual([]);
    expect(said(compareRegister(chelles, `${merged}=======\n`, place, { merged: true }))).toEqual(['register-malformed stateful.lock']);
  });

  test('is the same to a system that ends its lines otherwise', () => {
    expect(compare(chelles, LOCK.replace(/\n/g, '\r\n')).findings).toEqual([]);
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
        copy.networks = drop(copy.networks, (_, { owner }) => owner !== TENANT);
      },
      tenantKeys,
    ],
    [
      'a switch',
      (copy) => (copy['distributed-switches'] = drop(copy['distributed-switches'], (key) => key !== SWITCH)),
      [`switch/${SWITCH}`],
    ],
    ['a network', (copy) => (copy.networks = drop(copy.networks, (id) => id !== NETWORK)), [`network/${NETWORK}`]],
    ['a host', (copy) => (copy.hosts = drop(copy.hosts, (key) => key !== HOST)), [`host/${HOST}`]],
    ['a cluster', (copy) => (copy.clusters = drop(copy.clusters, (key) => key !== VM.cluster)), [`cluster/${VM.cluster}`]],
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
      message: expect.stringMatching(
        new RegExp(`^\`${key}\` (holds data|carries|has machines|runs machines).* and is described no more$`),
      ) as string,
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
    expect(second.next.leaving[`vm/${VM.id}`]?.approval?.until).toBe('2028-01-01');
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

  const fixed: [string, string, string, (copy: Parameters<Parameters<typeof edited>[1]>[0]) => unknown][] = [
    [`volume/${VOLUME}`, 'lun', `volumes.${VOLUME}.lun`, ({ volumes }) => (volumes[VOLUME]!.lun = 200)],
    [
      `volume/${VOLUME}`,
      'pools',
      `volumes.${VOLUME}.pools`,
      ({ volumes }) => Object.keys(volumes[VOLUME]!.pools).forEach((key) => (volumes[VOLUME]!.pools[key] = 'autre' as 'ssd')),
    ],
    [`datastore/${DATASTORE}`, 'volume', `datastores.${DATASTORE}.volume`, ({ datastores }) => (datastores[DATASTORE]!.volume = 'autre')],
    [`network/${NETWORK}`, 'switch', `networks.${NETWORK}.switch`, ({ networks }) => (networks[NETWORK]!.switch = 'autre')],
    [`disk/${VM.id}/${DISK}`, 'unit', `${VM.path}.disks.${DISK}.unit`, ({ workloads }) => (workloads[VM.id]!.disks[DISK]!.unit = 14)],
    ['estate/state', 'backend', 'estate.backend', ({ estate }) => (estate.backend = estate.backend === 'pg' ? 'local' : 'pg')],
    ['estate/state', 'datacenter', 'estate.vcenter.datacenter', ({ estate }) => (estate.vcenter.datacenter = 'Autre')],
  ];
  test.each(fixed)(
    '%s is another object with another %s: refused at its place, and passes where it is prepared and approved',
    (key, field, at, change) => {
      const compared = compare(without((copy) => void change(copy)));
      expect(said(compared)).toEqual([`stateful-changed ${key}`]);
      expect(compared.findings[0]!.place.file).toBe(at);
      expect(compared.findings[0]!.message).toMatch(new RegExp(`^\`${field}\` of \`${key}\` changes from \`.+\` to \`.+\`$`));
      const approved = without((copy) => {
        change(copy);
        approve(copy, key);
      });
      expect(compare(approved).findings).toEqual([]);
    },
  );

  test('what becomes somebody else’s is let go and stays where it is, without an approval', () => {
    const keys = [
      `volume/${VOLUME}`,
      `datastore/${DATASTORE}`,
      `vm/${VM.id}`,
      `switch/${SWITCH}`,
      `network/${NETWORK}`,
      `cluster/${VM.cluster}`,
    ];
    const { findings, next } = compare(
      without((copy) => {
        const entities = [
          copy.volumes[VOLUME],
          copy.datastores[DATASTORE],
          copy.workloads[VM.id],
          copy['distributed-switches'][SWITCH],
          copy.networks[NETWORK],
          copy.clusters[VM.cluster],
        ];
        for (const entity of entities) entity!.existing = true;
      }),
    );
    expect(findings).toEqual([]);
    for (const key of keys) expect([next.keys[key], next.leaving[key]]).toEqual([undefined, statefulEntries(chelles)[key]]);
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
