/** What a revert takes back together, files and register, is still known to the last output, to the base branch and to the states. */
import { renderRegister, statefulEntries } from '../../config/register';
import { edited } from '../stacks/rendered';
import { approve, chelles, compare, DATASTORE, LOCK, said, TENANT, VM, VOLUME, type Copy } from './register-estate';

/** Files and register without a datastore, a machine and a tenant’s network: whole, and wrong where they were deployed. */
const NETWORK = Object.values(chelles.networks).find(({ owner }) => owner === TENANT)!.id;
const GONE = [`datastore/${DATASTORE}`, `vm/${VM.id}`, `network/${NETWORK}`].sort();
const forget = (copy: Copy): void => {
  Reflect.deleteProperty(copy.datastores, DATASTORE);
  Reflect.deleteProperty(copy.workloads, VM.id);
  Reflect.deleteProperty(copy.networks, NETWORK);
};
const reverted = edited(chelles, forget);
const REVERTED = renderRegister({ keys: statefulEntries(reverted), leaving: {} });
const approved = edited(reverted, (copy) => approve(copy, ['leave'], ...GONE));
const approvedAtOnce = edited(chelles, (copy) => {
  forget(copy);
  approve(copy, ['leave'], ...GONE);
});
const CONSENT = { key: 'depart', for: ['leave'], reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
const AT = { file: 'stateful.lock', line: 1, column: 1, length: 1 };

test('alone, files and register look whole', () => {
  expect(compare(reverted, REVERTED).findings).toEqual([]);
});

describe('the last output', () => {
  const last = { name: '.cordee/registers/chelles.lock', text: LOCK };
  test('remembers what was reverted: refused with its key, whoever else forgot', () => {
    const { findings } = compare(reverted, REVERTED, { last });
    expect(findings.map(({ subject }) => subject).sort()).toEqual(GONE);
    expect(findings.find(({ subject }) => subject.startsWith('datastore/'))).toEqual({
      rule: 'stateful-forgotten',
      severity: 'error',
      subject: `datastore/${DATASTORE}`,
      place: AT,
      message: `\`datastore/${DATASTORE}\` holds data, stands in \`${last.name}\`, and neither the files nor \`stateful.lock\` say where it went`,
      fix: `bring it back, or add an approval that names \`datastore/${DATASTORE}\` to approvals.yaml, with \`for: [leave]\`; where that was never deployed, remove \`${last.name}\``,
      related: [],
    });
  });

  test('lets what an approval names leave, by the block that its register line makes', () => {
    const { findings, next } = compare(approved, REVERTED, { last });
    expect(findings).toEqual([]);
    const disks = Object.keys(VM.disks).map((disk) => `disk/${VM.id}/${disk}`);
    expect(Object.keys(next.leaving).sort()).toEqual(GONE);
    expect(disks.some((key) => key in next.leaving)).toBe(false);
    expect(next.leaving[`datastore/${DATASTORE}`]).toEqual({ ...statefulEntries(chelles)[`datastore/${DATASTORE}`], approval: CONSENT });
  });

  test('is not believed where the state of the stack is there and does not hold it: it was never made', () => {
    const held = new Map(['storage', VM.stack].map((stack) => [stack, new Set<string>()]));
    expect(compare(reverted, REVERTED, { last, held }).findings).toEqual([]);
  });

  test('remembers a growth that was reverted; but an older one says nothing of what changed since with an approval', () => {
    const grown = edited(chelles, ({ volumes }) => (volumes[VOLUME]!.size += 1024));
    const text = renderRegister({ keys: statefulEntries(grown), leaving: {} });
    expect(said(compare(chelles, LOCK, { last: { ...last, text } }))).toEqual([`stateful-shrunk volume/${VOLUME}`]);
    const moved = edited(chelles, ({ volumes }) => (volumes[VOLUME]!.lun = 200));
    const older = renderRegister({ keys: statefulEntries(moved), leaving: {} });
    expect(compare(chelles, LOCK, { last: { ...last, text: older } }).findings).toEqual([]);
  });
});

describe('the register of the base branch', () => {
  const base = { name: 'base.lock', text: LOCK };
  test('is what the estate is judged by: what vanished, and what changed', () => {
    const { findings } = compare(reverted, REVERTED, { base });
    expect(findings.map(({ rule, subject }) => `${rule} ${subject}`).sort()).toEqual(GONE.map((key) => `stateful-forgotten ${key}`));
    const moved = edited(chelles, ({ volumes }) => (volumes[VOLUME]!.lun = 200));
    const own = renderRegister({ keys: statefulEntries(moved), leaving: {} });
    expect(compare(moved, own).findings).toEqual([]);
    expect(said(compare(moved, own, { base }))).toEqual([`stateful-changed volume/${VOLUME}`]);
  });

  test('wants the approval itself: that the register says one was there is not enough', () => {
    const left = compare(approvedAtOnce);
    const own = renderRegister(left.next);
    const withdrawn = GONE.map((key) => `approval-withdrawn ${key}`);
    expect(said(compare(reverted, own))).toEqual(withdrawn);
    expect(said(compare(reverted, own, { base }))).toEqual([...withdrawn, ...GONE.map((key) => `stateful-forgotten ${key}`)]);
    expect(compare(approved, own, { base }).findings).toEqual([]);
    // Once it is part of the base, nobody asks again.
    expect(said(compare(reverted, own, { base: { ...base, text: own } }))).toEqual(withdrawn);
  });
});

describe('a state', () => {
  const held = new Map([
    ['storage', new Set([`vsphere_vmfs_datastore.${DATASTORE}`, 'vsphere_tag.mairie-ssd-mirrored'])],
    [VM.stack, new Set([`vsphere_virtual_machine.${VM.owner}_${VM.key}`, `vsphere_distributed_port_group.${NETWORK.replace('/', '_')}`])],
    ['volumes', new Set(['null_resource.oubliee_identity', 'null_resource.oubliee_settings'])],
    ['servers', new Set(['vsphere_role.oublie', 'vsphere_compute_cluster_vm_group.quelconque'])],
  ]);
  const keys = [...GONE, 'volume/oubliee', 'role/oublie'].sort();
  test('is believed before all files: refused with stack, address and key', () => {
    const { findings } = compare(reverted, REVERTED, { held });
    expect(findings.map(({ subject }) => subject).sort()).toEqual(keys);
    expect(findings.find(({ subject }) => subject === 'volume/oubliee')).toEqual({
      rule: 'stateful-forgotten',
      severity: 'error',
      subject: 'volume/oubliee',
      place: AT,
      message:
        'the state of `volumes` holds `null_resource.oubliee_identity`, which is described no more and stands in no register: `volume/oubliee` would be destroyed',
      fix: 'bring it back (a reverted commit takes the files and `stateful.lock` back together), or add an approval that names `volume/oubliee` to approvals.yaml, with `for: [leave]`',
      related: [],
    });
  });

  test('says each loss once, also where the register says it', () => {
    expect(said(compare(reverted, LOCK, { held }))).toEqual(
      [...GONE.map((key) => `stateful-vanished ${key}`), 'stateful-forgotten role/oublie', 'stateful-forgotten volume/oubliee'].sort(),
    );
  });

  test('gives the address of what leaves with an approval, or becomes somebody else’s', () => {
    const model = edited(reverted, (copy) => {
      approve(copy, ['leave'], ...keys.filter((key) => !key.startsWith('datastore/')));
      copy.datastores[DATASTORE] = { ...chelles.datastores[DATASTORE]!, existing: true };
    });
    const { findings, next } = compare(model, REVERTED, { held });
    expect(findings).toEqual([]);
    expect(next.leaving['role/oublie']).toEqual({ stack: 'servers', address: 'vsphere_role.oublie', approval: CONSENT });
    expect(next.leaving[`datastore/${DATASTORE}`]).toEqual({ stack: 'storage', address: `vsphere_vmfs_datastore.${DATASTORE}` });
    expect(Object.keys(next.leaving).sort()).toEqual(keys);
  });

  test('that holds what is described, or less, says nothing', () => {
    const all = new Map<string, Set<string>>();
    for (const { stack, address } of Object.values(statefulEntries(chelles)))
      if (address !== undefined) all.set(stack, (all.get(stack) ?? new Set()).add(address));
    expect(compare(chelles, LOCK, { held: all }).findings).toEqual([]);
    expect(compare(chelles, LOCK, { held: new Map() }).findings).toEqual([]);
  });
});
