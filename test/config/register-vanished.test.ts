/** What holds data, or carries what does, and is described no more: refused unless an approval names it. */
import { renderRegister, statefulEntries } from '../../config/register';
import { edited } from '../stacks/rendered';
import {
  chelles,
  LOCK,
  lineOf,
  compare,
  said,
  approve,
  without,
  drop,
  VM,
  DISK,
  VOLUME,
  DATASTORE,
  TENANT,
  SWITCH,
  NETWORK,
  HOST,
  tenantKeys,
  type Copy,
} from './register-estate';

describe('what is described no more', () => {
  const cases: [string, (copy: Copy) => void, string[]][] = [
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
