/** What shrinks, moves, loses its mirror or becomes another object under the same key. */
import { EMPTY_REGISTER, renderRegister, statefulEntries } from '../../config/register';
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
  type Copy,
} from './register-estate';

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
    const lose = (copy: Copy): unknown => (copy.volumes[VOLUME]!.mirrored = false);
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

  const fixed: [string, string, string, (copy: Copy) => unknown][] = [
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
