/** What shrinks, moves, loses its mirror or becomes another object under the same key. */
import { APPROVAL_ACTS } from '../../config/model/governance';
import { EMPTY_REGISTER, renderRegister, statefulEntries } from '../../config/register';
import { HOT_ADD_CPUS } from '../../config/views';
import { edited, renderModel, resource } from '../stacks/rendered';
import {
  chelles,
  place,
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
  type Copy,
} from './register-estate';

const statefulVolumes = Object.entries(statefulEntries(chelles)).filter(([key]) => key.startsWith('volume/'));
/** `server:pool` of the mirrored volume, by the key of the server. */
const poolAt = (server: string): string => {
  const { hostName, pools } = chelles['storage-servers'][server]!;
  const tier = Object.values(chelles.volumes[VOLUME]!.pools)[0];
  return `${hostName}:${Object.values(pools).find((pool) => pool.tier === tier)!.name}`;
};

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

  test('another template under a machine that was made is refused: the machine keeps what it was made from', () => {
    const before = chelles.workloads[VM.id]!.template!;
    const another = Object.keys(chelles.templates).find((key) => key !== before)!;
    const change = (copy: Copy): void => void (copy.workloads[VM.id]!.template = another);
    const [finding, ...more] = compare(without(change)).findings;
    expect(more).toEqual([]);
    expect([finding?.rule, finding?.place.file, finding?.message]).toEqual([
      'stateful-changed',
      `${VM.path}.template`,
      `\`template\` of \`vm/${VM.id}\` changes from \`${before}\` to \`${another}\``,
    ]);
    const approved = compare(
      without((copy) => {
        change(copy);
        approve(copy, ['change'], `vm/${VM.id}`);
      }),
    );
    expect(approved.findings).toEqual([]);
    expect(approved.next.keys[`vm/${VM.id}`]?.fixed).toEqual({ template: another });
  });

  describe('the cards of a machine', () => {
    const others = Object.values(chelles.networks)
      .filter(({ role, owner }) => role === 'workload' && owner === undefined)
      .map(({ id }) => id);
    const key = `vm/${VM.id}`;
    const [nic] = Object.values(VM.nics);
    /** A machine with cards on these networks, the first first; named so that their keys are in another order. */
    const on =
      (...networks: readonly string[]) =>
      (copy: Copy): void => {
        const cards = networks.map((network, order) => [`carte-${String(9 - order)}`, { ...nic!, network, order }] as const);
        copy.workloads[VM.id]!.nics = Object.fromEntries(cards);
      };
    const [a, b, c] = ['a', 'b', 'c'].map((name, index) => others[index] ?? `reseau-${name}`) as [string, string, string];
    const lock = renderRegister({ keys: statefulEntries(without(on(a, b))), leaving: {} });

    test.each<[string, readonly string[], string | undefined]>([
      ['stay', [a, b], undefined],
      ['get one behind the last', [a, b, c], undefined],
      ['lose the last', [a], undefined],
      ['lose the first, and are numbered anew', [b], `position \`0\` goes from \`${a}\` to \`${b}\``],
      ['change places', [b, a], `position \`0\` goes from \`${a}\` to \`${b}\`, \`1\` goes from \`${b}\` to \`${a}\``],
      ['get one before the first', [c, a, b], `position \`0\` goes from \`${a}\` to \`${c}\`, \`1\` goes from \`${b}\` to \`${a}\``],
      ['get another network on the last', [a, c], `position \`1\` goes from \`${b}\` to \`${c}\``],
    ])('%s', (_, networks, refused) => {
      const { findings, next } = compare(without(on(...networks)), lock);
      expect(findings.map(({ rule, place: at, message, fix }) => [rule, at.file, message, fix])).toEqual(
        refused === undefined
          ? []
          : [
              [
                'stateful-changed',
                `${VM.path}.nics`,
                `cards of \`${key}\` change their networks, and its guest knows them as they were: ${refused}`,
                expect.stringMatching(
                  /^keep `.+` at position \d: cards are added behind the last, .*, or add an approval that names `vm.*`for: \[change\]`$/,
                ),
              ],
            ],
      );
      expect(next.keys[key]?.nics).toEqual(networks);
      const approved = without((copy) => {
        on(...networks)(copy);
        if (refused !== undefined) approve(copy, ['change'], key);
      });
      expect(compare(approved, lock).findings).toEqual([]);
    });

    test('are not asked about where an older register does not know them, and are known from then on', () => {
      const older = Object.fromEntries(
        Object.entries(statefulEntries(without(on(a, b)))).map(([name, { nics: _, ...entry }]) => [name, entry]),
      );
      const { findings, next } = compare(without(on(b, a)), renderRegister({ keys: older, leaving: {} }));
      expect([findings, next.keys[key]?.nics]).toEqual([[], [b, a]]);
    });
  });

  test('no approval lets anything shrink', () => {
    const model = without((copy) => {
      copy.volumes[VOLUME]!.size -= 1024;
      approve(copy, APPROVAL_ACTS, `volume/${VOLUME}`);
    });
    expect(said(compare(model))).toEqual([`stateful-shrunk volume/${VOLUME}`]);
  });

  test('a volume that grows is remembered with its new size', () => {
    const { findings, next } = compare(without((copy) => (copy.volumes[VOLUME]!.size += 1024)));
    expect(findings).toEqual([]);
    expect(next.keys[`volume/${VOLUME}`]?.size).toBe(chelles.volumes[VOLUME]!.size + 1024);
  });

  test('a volume that loses its mirror is refused, and passes with an approval; the side that is kept had the data', () => {
    const [kept, other] = Object.keys(chelles.volumes[VOLUME]!.pools) as [string, string];
    const lose = ({ volumes }: Copy): void => {
      volumes[VOLUME]!.mirrored = false;
      Reflect.deleteProperty(volumes[VOLUME]!.pools, other);
    };
    const compared = compare(without(lose));
    expect(said(compared)).toEqual([`stateful-unmirrored volume/${VOLUME}`]);
    expect(compared.findings[0]).toMatchObject({
      place: { file: `volumes.${VOLUME}.mirrored` },
      fix: `keep it mirrored, or add an approval that names \`volume/${VOLUME}\` to approvals.yaml, with \`for: [unmirror]\``,
    });
    const approved = compare(
      without((copy) => {
        lose(copy);
        approve(copy, ['unmirror'], `volume/${VOLUME}`);
      }),
    );
    expect(approved.findings).toEqual([]);
    expect(approved.next.keys[`volume/${VOLUME}`]).toMatchObject({ mirrored: false, pools: [poolAt(kept)] });
    // And back: the server that has the data must be one of the two.
    const again = compare(chelles, renderRegister(approved.next));
    expect(again.findings).toEqual([]);
  });

  test('a volume that gets a mirror keeps the server that has the data', () => {
    const [key, single] = Object.entries(chelles.volumes).find(([, { mirrored }]) => !mirrored)!;
    const [tier] = Object.values(single.pools);
    const others = Object.keys(chelles['storage-servers']).filter((server) => !(server in single.pools));
    const mirrored = (servers: readonly string[]) =>
      compare(
        without(({ volumes }) => {
          volumes[key]!.mirrored = true;
          volumes[key]!.pools = Object.fromEntries(servers.map((server) => [server, tier!]));
        }),
      );
    expect(mirrored([...Object.keys(single.pools), others[0]!]).findings).toEqual([]);
    const elsewhere = mirrored([others[0]!, 'un-autre']);
    expect(said(elsewhere)).toEqual([`stateful-changed volume/${key}`]);
    const [old] = Object.keys(single.pools).map(poolAt);
    expect(elsewhere.findings[0]).toMatchObject({
      place: { file: `volumes.${key}.pools` },
      message: `the data of \`volume/${key}\` lie in \`${old!}\`, which is described as \`${poolAt(others[0]!)}\` and \`un-autre:${tier!}\``,
      fix: `keep \`${old!}\` as one side of the mirror: the data are there, or add an approval that names \`volume/${key}\` to approvals.yaml, with \`for: [change]\``,
    });
  });

  test('another name of a pool, of a server or of the server group is another place of the data', () => {
    const [server, { hostName, pools }] = Object.entries(chelles['storage-servers'])[0]!;
    const pool = Object.keys(pools)[0]!;
    const volumes = statefulVolumes.filter(([, entry]) => entry.pools!.some((place) => place === `${hostName}:${pools[pool]!.name}`));
    expect(volumes.length).toBeGreaterThan(0);
    const expected = volumes.map(([key]) => `stateful-changed ${key}`).sort();
    expect(said(compare(without((copy) => void (copy['storage-servers'][server]!.pools[pool]!.name = 'Autre'))))).toEqual(expected);
    expect(said(compare(without((copy) => void (copy['storage-servers'][server]!.hostName = 'AUTRE')))).length).toBeGreaterThanOrEqual(
      expected.length,
    );
    const group = compare(without(({ storage }) => (storage.serverGroup = 'Autre')));
    expect(said(group)).toEqual(statefulVolumes.map(([key]) => `stateful-changed ${key}`).sort());
    expect(new Set(group.findings.map(({ place }) => place.file))).toEqual(new Set(['storage.serverGroup']));
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
    [`datastore/${DATASTORE}`, 'volume', `datastores.${DATASTORE}.volume`, ({ datastores }) => (datastores[DATASTORE]!.volume = 'autre')],
    [`network/${NETWORK}`, 'switch', `networks.${NETWORK}.switch`, ({ networks }) => (networks[NETWORK]!.switch = 'autre')],
    [`disk/${VM.id}/${DISK}`, 'unit', `${VM.path}.disks.${DISK}.unit`, ({ workloads }) => (workloads[VM.id]!.disks[DISK]!.unit = 14)],
    [`host/${HOST}`, 'name', `hosts.${HOST}.name`, ({ hosts }) => (hosts[HOST]!.name = 'autre.exemple.org')],
    [`host/${HOST}`, 'cluster', `hosts.${HOST}.cluster`, ({ hosts }) => (hosts[HOST]!.cluster = 'autre')],
    [`host/${HOST}`, 'site', `hosts.${HOST}.site`, ({ hosts }) => (hosts[HOST]!.site = 'autre')],
    ...(['management', 'vmotion', 'iscsi-a', 'iscsi-b'] as const).map((role): [string, string, string, (copy: Copy) => unknown] => {
      const { id } = Object.values(chelles.networks).find((network) => network.role === role)!;
      return [`network/${id}`, 'vlan', `networks.${id}.vlan`, ({ networks }) => (networks[id]!.vlan = 2998)];
    }),
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
        approve(copy, ['change'], key);
      });
      expect(compare(approved).findings).toEqual([]);
    },
  );

  test('two hosts that exchange their names are refused, both of them', () => {
    const [a, b] = Object.keys(chelles.hosts) as [string, string];
    const swapped = without(({ hosts }) => {
      [hosts[a]!.name, hosts[b]!.name] = [hosts[b]!.name, hosts[a]!.name];
    });
    expect(said(compare(swapped))).toEqual([`stateful-changed host/${a}`, `stateful-changed host/${b}`].sort());
  });

  test('an approval is for what it says: consent to another LUN is none to let the volume go, and the fix names the act', () => {
    const key = `volume/${VOLUME}`;
    const gone = compare(
      without((copy) => {
        Reflect.deleteProperty(copy.volumes, VOLUME);
        approve(copy, ['change', 'unmirror', 'restart', 'return'], key);
      }),
    );
    expect(said(gone)).toEqual([`stateful-vanished ${key}`]);
    expect(gone.findings[0]!.fix).toBe(
      'bring it back (to rename, change the title, not the key), or add `leave` to what the approval `depart` is `for`',
    );
    const changed = compare(
      without((copy) => {
        copy.volumes[VOLUME]!.lun = 200;
        approve(copy, ['leave', 'unmirror', 'restart', 'return'], key);
      }),
    );
    expect(said(changed)).toEqual([`stateful-changed ${key}`]);
    expect(changed.findings[0]!.fix).toBe(
      `leave \`${String(chelles.volumes[VOLUME]!.lun)}\`, or add \`change\` to what the approval \`depart\` is \`for\``,
    );
  });

  test('networks under every host change one at a time, whatever is approved', () => {
    const ids = (['iscsi-a', 'iscsi-b'] as const).map(
      (role) => Object.values(chelles.networks).find((network) => network.role === role)!.id,
    );
    const both = without((copy) => {
      ids.forEach((id, index) => (copy.networks[id]!.vlan = 2900 + index));
      approve(copy, ['change'], ...ids.map((id) => `network/${id}`));
    });
    const { findings } = compare(both);
    expect(findings).toEqual([
      {
        rule: 'stateful-together',
        severity: 'error',
        subject: `network/${ids[1]!}`,
        place: place(`networks.${ids[1]!}.vlan`),
        message: `\`vlan\` of \`network/${ids[1]!}\` changes together with \`network/${ids[0]!}\`: hosts stand on both`,
        fix: 'change one, deploy, look at every host, and change the other then',
        related: [],
      },
    ]);
  });

  describe('what hosts stand on', () => {
    const roleOf = (role: string): string => Object.values(chelles.networks).find((network) => network.role === role)!.id;
    const [a, b] = [roleOf('iscsi-a'), roleOf('iscsi-b')];
    const renumber =
      (...ids: string[]) =>
      (copy: Copy): void => {
        for (const id of ids) copy.hosts[HOST]!.addresses[id] = copy.hosts[HOST]!.addresses[id]!.replace(/\d+$/, '250');
      };

    test('another address of a host on a storage network is refused, at its addresses', () => {
      const { findings } = compare(without(renumber(a)));
      expect(findings.map(({ rule, subject, place: at }) => [rule, subject, at.file])).toEqual([
        ['stateful-changed', `host/${HOST}`, `hosts.${HOST}.addresses`],
      ]);
    });

    test('with an approval one of them passes, and both together do not', () => {
      const approved = (...ids: string[]) =>
        compare(
          without((copy) => {
            renumber(...ids)(copy);
            approve(copy, ['change'], `host/${HOST}`);
          }),
        ).findings;
      expect(approved(a)).toEqual([]);
      expect(approved(a, b).map(({ rule, message }) => [rule, message])).toEqual([
        ['stateful-together', `\`iscsi-b\` of \`host/${HOST}\` changes together with \`iscsi-a\` of it: hosts stand on both`],
      ]);
    });

    test('path A of one host and path B of another are two, and so are the iSCSI names of two hosts', () => {
      const other = Object.keys(chelles.hosts)[1]!;
      const both = (change: (copy: Copy) => void) =>
        said(
          compare(
            without((copy) => {
              change(copy);
              approve(copy, ['change'], `host/${HOST}`, `host/${other}`);
            }),
          ),
        );
      expect(
        both((copy) => {
          renumber(a)(copy);
          copy.hosts[other]!.addresses[b] = '10.77.22.251';
        }),
      ).toEqual([`stateful-together host/${other}`]);
      expect(
        both((copy) => {
          for (const key of [HOST, other]) copy.hosts[key]!.iqn += '-2';
        }),
      ).toEqual([`stateful-together host/${other}`]);
      expect(both((copy) => (copy.hosts[HOST]!.iqn += '-2'))).toEqual([]);
    });

    test('another subnet under every host is refused as another VLAN is', () => {
      const { findings } = compare(without(({ networks }) => (networks[a]!.subnet = '10.99.0.0/24')));
      expect(findings.map(({ rule, place: at }) => [rule, at.file])).toEqual([['stateful-changed', `networks.${a}.subnet`]]);
    });

    test('a card and an address of one host change one after the other', () => {
      const { findings } = compare(
        without((copy) => {
          const { nics } = copy.hosts[HOST]!;
          const [card] = Object.keys(nics);
          nics['vmnic9'] = nics[card!]!;
          Reflect.deleteProperty(nics, card!);
          renumber(a)(copy);
          approve(copy, ['change'], `host/${HOST}`);
        }),
      );
      expect(findings.map(({ rule, place: at }) => [rule, at.file])).toEqual([['stateful-together', `hosts.${HOST}.nics`]]);
    });

    test('of the cards of a switch one stays, whatever is approved', () => {
      const move = (...cards: string[]) =>
        compare(
          without((copy) => {
            const { nics } = copy.hosts[HOST]!;
            for (const card of cards) {
              nics[`${card}9`] = nics[card]!;
              Reflect.deleteProperty(nics, card);
            }
            approve(copy, APPROVAL_ACTS, `host/${HOST}`);
          }),
        ).findings;
      const on = Object.values(chelles.hosts[HOST]!.nics)[0]!.switch;
      const cards = Object.entries(chelles.hosts[HOST]!.nics).flatMap(([nic, card]) => (card.switch === on ? [nic] : []));
      expect(move(cards[0]!)).toEqual([]);
      const [finding, ...more] = move(...cards);
      expect(more).toEqual([]);
      expect([finding?.rule, finding?.place.file]).toEqual(['stateful-uncarried', `hosts.${HOST}.nics`]);
      expect(finding?.message).toContain(`gives switch \`${on}\` all other cards at once`);
    });
  });

  test('the domain of the estate marks its volumes, and stays', () => {
    const { findings } = compare(without(({ estate }) => (estate.domain = 'autre.example')));
    expect(findings.map(({ rule, subject, place: at }) => [rule, subject, at.file])).toEqual([
      ['stateful-changed', 'estate/state', 'estate.domain'],
    ]);
  });

  test('a network under every host does not become another kind of network unseen', () => {
    const { id } = Object.values(chelles.networks).find(({ role }) => role === 'iscsi-a')!;
    const compared = compare(
      without(({ networks }) => {
        networks[id]!.role = 'workload';
        networks[id]!.vlan = 2998;
      }),
    );
    expect(compared.findings.map(({ message }) => message)).toEqual([`\`role\` of \`network/${id}\` changes from \`iscsi-a\` to another`]);
  });

  const restarts: [string, (machine: Copy['workloads'][string]) => unknown, string[]][] = [
    ['more memory', (machine) => (machine.memory += 1024), []],
    ['more processors, up to eight', (machine) => ([machine.cpus] = [HOT_ADD_CPUS]), []],
    [
      'less memory',
      (machine) => (machine.memory = 1024),
      ['`memory` of `KEY` changes from 8 GiB to 1 GiB, for which the machine is powered off: memory can only be added while it runs'],
    ],
    [
      'fewer processors',
      (machine) => (machine.cpus = 1),
      ['`cpus` of `KEY` changes from 4 to 1, for which the machine is powered off: processors can only be added while it runs'],
    ],
    [
      'more than eight processors',
      (machine) => (machine.cpus = 9),
      ['`cpus` of `KEY` changes from 4 to 9, for which the machine is powered off: processors can be added while it runs up to 8'],
    ],
    [
      'an odd number of processors after an even one',
      (machine) => (machine.cpus = 5),
      [
        '`coresPerSocket` of `KEY` changes from 2 to 1, for which the machine is powered off: what a guest sees as one socket is fixed while it runs',
      ],
    ],
    [
      'another number of processors to a socket',
      (machine) => (machine.coresPerSocket = 4),
      [
        '`coresPerSocket` of `KEY` changes from 2 to 4, for which the machine is powered off: what a guest sees as one socket is fixed while it runs',
      ],
    ],
    ['more processors on the sockets that it was given', (machine) => Object.assign(machine, { cpus: 6, coresPerSocket: 2 }), []],
  ];
  test.each(restarts)('a machine with %s', (_, change, messages) => {
    const key = `vm/${VM.id}`;
    const before = without(({ workloads }) => Object.assign(workloads[VM.id]!, { cpus: 4, memory: 8192 }));
    const lock = renderRegister({ keys: statefulEntries(before), leaving: {} });
    const after = edited(before, ({ workloads }) => void change(workloads[VM.id]!));
    const { findings } = compare(after, lock);
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual(
      messages.map((message) => ['stateful-restart', message.replace('KEY', key)]),
    );
    expect(
      compare(
        edited(after, (copy) => approve(copy, ['restart'], key)),
        lock,
      ).findings,
    ).toEqual([]);
  });

  test('a register of before sockets were noted is read, and notes them', () => {
    const key = `vm/${VM.id}`;
    const entries = statefulEntries(chelles);
    const { coresPerSocket: noted, ...older } = entries[key]!;
    const { findings, next } = compare(
      without(({ workloads }) => (workloads[VM.id]!.coresPerSocket = 1)),
      renderRegister({ keys: { ...entries, [key]: older }, leaving: {} }),
    );
    expect([noted, findings, next.keys[key]?.coresPerSocket]).toEqual([2, [], 1]);
  });

  test.each([
    [HOT_ADD_CPUS, true],
    [HOT_ADD_CPUS + 1, false],
  ])('processors can be added to a machine of %d while it runs: %s, in its Terraform too', (cpus, added) => {
    const after = renderModel(without(({ workloads }) => (workloads[VM.id]!.cpus = cpus)));
    expect(resource(after, VM.stack, 'vsphere_virtual_machine', `${VM.owner}_${VM.key}`)['cpu_hot_add_enabled']).toBe(added);
  });

  test('the version of a switch only goes up, whatever is approved', () => {
    const switched = (version: string) =>
      compare(
        without((copy) => {
          copy['distributed-switches'][SWITCH]!.version = version;
          approve(copy, APPROVAL_ACTS, `switch/${SWITCH}`);
        }),
      ).findings;
    const was = chelles['distributed-switches'][SWITCH]!.version;
    expect(switched('8.0.3')).toEqual([]);
    expect(switched('7.0.0')).toEqual([
      expect.objectContaining({
        rule: 'stateful-lowered',
        subject: `switch/${SWITCH}`,
        place: place(`distributed-switches.${SWITCH}.version`),
        message: `\`version\` of \`switch/${SWITCH}\` goes down from \`${was}\` to \`7.0.0\``,
        fix: `leave \`${was}\`: vSphere only upgrades a switch`,
      }),
    ]);
  });

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
    const { findings } = compare(without((copy) => approve(copy, ['leave'], 'volume/jamais-vu')));
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
