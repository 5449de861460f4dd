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

const SERVICE = Object.keys(chelles.services)[0]!;

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
    ['a service, with its folder', (copy) => (copy.services = drop(copy.services, (key) => key !== SERVICE)), [`folder/${SERVICE}`]],
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
        new RegExp(`^\`${key}\` (holds data|carries|has machines|has the machines|lets people|runs machines).* and is described no more$`),
      ) as string,
      fix: `bring it back (to rename, change the title, not the key), or add an approval that names \`${key}\` to approvals.yaml, with \`for: [leave]\``,
      related: [],
    });
  });

  test.each(cases)('may leave where an approval names it: %s', (_, change, keys) => {
    const { findings, next } = compare(
      without((copy) => {
        change(copy);
        approve(copy, ['leave'], ...keys);
      }),
    );
    expect(findings).toEqual([]);
    expect(Object.keys(next.leaving).sort()).toEqual([...keys].sort());
    for (const key of keys) {
      expect(next.keys[key]).toBeUndefined();
      expect(next.leaving[key]).toEqual({
        ...statefulEntries(chelles)[key],
        approval: { key: 'depart', for: ['leave'], reason: 'fin du service', owner: 'direction', until: '2027-01-31' },
      });
    }
  });

  test('is refused for what an approval does not name, machine by machine', () => {
    const model = without((copy) => {
      cases[4]![1](copy);
      approve(copy, ['leave'], ...tenantKeys.slice(1));
    });
    expect(said(compare(model))).toEqual([`stateful-vanished ${tenantKeys[0]!}`]);
  });

  test('keeps leaving when the approval is removed, and stays when it is described again', () => {
    const key = `vm/${VM.id}`;
    const gone = without((copy) => cases[2]![1](copy));
    const first = compare(edited(gone, (copy) => approve(copy, ['leave'], key)));
    const second = compare(gone, renderRegister(first.next));
    expect(said(second)).toEqual([`approval-withdrawn ${key}`]);
    expect(second.next).toEqual(first.next);
    const back = compare(chelles, renderRegister(second.next));
    expect(back.findings).toEqual([]);
    expect(renderRegister(back.next)).toBe(LOCK);
  });

  test('that was let go as existing comes back only where its state has it still, or with an approval: a wrong edit is taken back, a deployed one is not', () => {
    const key = `datastore/${DATASTORE}`;
    const entry = statefulEntries(chelles)[key]!;
    const { next } = compare(without(({ datastores }) => (datastores[DATASTORE]!.existing = true)));
    expect(next.leaving[key]).toEqual(entry);
    const lock = renderRegister(next);
    const held = (...addresses: string[]) => ({ held: new Map([['storage', new Set(addresses)]]) });
    const refused = {
      rule: 'stateful-returned',
      severity: 'error',
      subject: key,
      place: { file: `datastores.${DATASTORE}.existing`, line: 0, column: 0, length: 1 },
      message: `\`${key}\` was let go as existing and is described as ours again: Terraform has forgotten it and would make it a second time`,
      fix: `leave \`existing: true\`; to take it back, add an approval that names \`${key}\` to approvals.yaml, with \`for: [return]\`; the next apply imports it`,
      related: [{ note: 'registered here', place: { file: 'stateful.lock', line: lineOf(key, lock), column: 3, length: key.length } }],
    };
    expect(compare(chelles, lock).findings).toEqual([refused]);
    expect(compare(chelles, lock, held()).findings).toEqual([refused]);
    expect(compare(chelles, lock, held(entry.address!)).findings).toEqual([]);
    const approved = compare(
      without((copy) => approve(copy, ['return'], key)),
      lock,
    );
    expect(approved.findings).toEqual([]);
    expect(approved.next.leaving).toEqual({});
    // Whoever makes it looks first whether it is there, for good: nobody knows when it was applied.
    expect(approved.next.keys[key]).toEqual({ ...entry, returned: true });
    expect(compare(chelles, renderRegister(approved.next)).next.keys[key]).toEqual({ ...entry, returned: true });
    const other = `switch/${SWITCH}`;
    const gone = compare(without((copy) => (copy['distributed-switches'][SWITCH]!.existing = true)));
    expect(compare(chelles, renderRegister(gone.next)).findings[0]?.fix).toBe(
      `leave \`existing: true\`; to take it back, add an approval that names \`${other}\` to approvals.yaml, with \`for: [return]\`; import it before anything is applied: terraform import vsphere_distributed_virtual_switch.${SWITCH} ID in the stack \`telecom\``,
    );
    const fabric = without((copy) => (copy.networks['iscsi-a']!.existing = true));
    expect(compare(chelles, renderRegister(compare(fabric).next)).findings[0]?.fix).toMatch(
      / terraform import vsphere_distributed_port_group\.iscsi-a ID in the stack `telecom`, and so the adapter of each host on it$/,
    );
  });

  test('is let go and not destroyed where it was to leave and is described as existing', () => {
    const key = `datastore/${DATASTORE}`;
    const leaving = compare(
      without((copy) => {
        Reflect.deleteProperty(copy.datastores, DATASTORE);
        approve(copy, ['leave'], key);
      }),
    );
    expect(leaving.next.leaving[key]?.approval?.key).toBe('depart');
    const { next } = compare(
      without(({ datastores }) => (datastores[DATASTORE]!.existing = true)),
      renderRegister(leaving.next),
    );
    expect(next.leaving[key]).toEqual(statefulEntries(chelles)[key]);
  });

  test('a role that is granted leaves one deployment after its last permission, whatever is approved', () => {
    const role = 'exploitant';
    const users = Object.entries(statefulEntries(chelles)).filter(([, { uses }]) => uses?.includes(role));
    const granted = without((copy) => {
      for (const tenant of Object.values(copy.tenants))
        for (const grant of tenant.permissions) if (grant.role === role) grant.role = 'lecteur';
    });
    const gone = edited(granted, (copy) => {
      copy.roles = drop(copy.roles, (key) => key !== role);
      approve(copy, ['leave'], `role/${role}`);
    });
    expect(compare(gone).findings).toEqual([
      {
        rule: 'stateful-in-use',
        severity: 'error',
        subject: `role/${role}`,
        place: { file: 'stateful.lock', line: lineOf(`role/${role}`), column: 3, length: `role/${role}`.length },
        message: `\`role/${role}\` leaves before those that grant it: ${users.map(([key]) => `\`${key}\``).join(', ')}`,
        fix: 'describe it for one deployment more: grant another role first, deploy, and let this one leave then',
        related: [],
      },
    ]);
    const first = compare(granted);
    const unapproved = edited(gone, (copy) => (copy.approvals = {}));
    expect(said(compare(unapproved, renderRegister(first.next)))).toEqual([`stateful-vanished role/${role}`]);
    expect(first.findings).toEqual([]);
    const second = compare(gone, renderRegister(first.next));
    expect([second.findings, second.next.leaving[`role/${role}`]?.address]).toEqual([[], `vsphere_role.${role}`]);
  });

  test('that left with a later approval says the later one', () => {
    const gone = edited(chelles, (copy) => {
      cases[2]![1](copy);
      approve(copy, ['leave'], `vm/${VM.id}`);
    });
    const first = compare(gone);
    const second = compare(
      edited(gone, ({ approvals }) => (approvals['depart']!.until = '2028-01-01')),
      renderRegister(first.next),
    );
    expect(second.next.leaving[`vm/${VM.id}`]?.approval?.until).toBe('2028-01-01');
  });
});
