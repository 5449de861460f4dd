/** The preparation of a host, run against a host that is played here: what it would set, and that a second run sets nothing twice. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { hostPreparation } from '../../../constructs/servers/files/host-preparation';
import { changed, modelOf } from './estate';

const model = modelOf('chelles');
const key = Object.keys(model.hosts).find((name) => model.hosts[name]!.addresses['iscsi-a'] !== undefined)!;
const host = model.hosts[key]!;
const { content } = hostPreparation(model, key);

/** Answers what a host would, from what was set on it, and writes down what is asked of it. */
const ESXCLI = `#!/bin/sh
echo "$*" >> "$HOST_STATE/asked"
case "$*" in
  'network ip interface ipv4 get') printf 'vmk0 ${host.addresses['management']!}\\nvmk1 ${host.addresses['vmotion']!}\\nvmk2 ${host.addresses['iscsi-a']!}\\nvmk3 ${host.addresses['iscsi-b']!}\\n' | grep -v "$WITHOUT" ;;
  'iscsi adapter list') printf 'Adapter Driver State\\n------- ------ -----\\nvmhba64 iscsi_vmk online\\n' ;;
  'iscsi adapter discovery sendtarget list'*) grep -o 'sendtarget add .*' "$HOST_STATE/asked" | sed 's/.*--address=/vmhba64 /' ;;
  '--formatter=csv storage nmp satp rule list'*) echo 'ClaimOptions,DefaultPSP,Description,Device,Driver,Model,Name,Options,PSPOptions,RuleGroup,Transport,Vendor,'
    cat "$HOST_STATE/rules" ;;
  'storage nmp satp rule add'*) echo 'tpgs_on,VMW_PSP_RR,,,,Virtual Disk,VMW_SATP_ALUA,disable_action_OnRetryErrors,iops=10,user,,DataCore,' >> "$HOST_STATE/rules" ;;
  'storage nmp satp rule remove'*) grep -v 'user,,DataCore' "$HOST_STATE/rules" > "$HOST_STATE/kept"; mv "$HOST_STATE/kept" "$HOST_STATE/rules" ;;
  'iscsi networkportal list'*) [ -f "$HOST_STATE/bound" ] && echo '   Vmknic: vmk2' ;;
esac
exit 0
`;

/** Rules of paths that a host may have: of another vendor, and the system’s own. */
const OTHERS = `tpgs_on,VMW_PSP_RR,,,,VV,VMW_SATP_ALUA,,iops=1,user,,3PARdata,
tpgs_on,,,,,Virtual Disk,VMW_SATP_ALUA,,,system,,DataCore,
`;

interface Given {
  readonly bound?: boolean;
  readonly rules?: string;
  /** Adapters that the host does not have. */
  readonly without?: string;
  /** What the script says against it; it ends with 1 then. */
  readonly refused?: string;
  readonly script?: string;
}

function run(times: number, { bound = false, rules = '', without = 'none', refused = '', script = content }: Given = {}): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-host-'));
  try {
    writeFileSync(join(folder, 'esxcli'), ESXCLI);
    chmodSync(join(folder, 'esxcli'), 0o755);
    writeFileSync(join(folder, 'prepare.sh'), script);
    writeFileSync(join(folder, 'rules'), OTHERS + rules);
    if (bound) writeFileSync(join(folder, 'bound'), '');
    const environment = { HOST_STATE: folder, WITHOUT: without, PATH: [folder, process.env['PATH'] ?? ''].join(delimiter) };
    for (let time = 0; time < times; time += 1) {
      const { status, stderr } = spawnSync('sh', [join(folder, 'prepare.sh')], { env: environment, encoding: 'utf8' });
      expect([status, stderr]).toEqual([refused === '' ? 0 : 1, refused]);
    }
    return existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') : [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe(`the preparation of ${key}`, () => {
  const asked = run(1);
  const times = (beginning: string, lines: readonly string[] = asked): number => lines.filter((line) => line.startsWith(beginning)).length;

  test('discovers the front-ends of every storage server of both sites, once', () => {
    const frontEnds = Object.values(model['storage-servers']).flatMap(({ ports }) =>
      Object.values(ports).flatMap(({ role, address }) => (role.startsWith('front-end') ? [address] : [])),
    );
    const added = asked.flatMap((line) => /sendtarget add .*--address=(.*):3260/.exec(line)?.[1] ?? []);
    expect(added.sort()).toEqual(frontEnds.sort());
    expect(times('iscsi adapter discovery sendtarget add', run(2))).toBe(frontEnds.length);
    expect(times('storage nmp satp rule add', run(2))).toBe(1);
  });

  test('sets what the cluster’s reaction to a loss of storage rests on', () => {
    for (const setting of [
      '/Misc/APDHandlingEnable --int-value=1',
      '/Misc/APDTimeout --int-value=140',
      '/Disk/AutoremoveOnPDL --int-value=1',
    ]) {
      expect(asked).toContain(`system settings advanced set --option=${setting}`);
    }
    expect(asked).toContain(`iscsi adapter set --adapter=vmhba64 --name=${host.iqn}`);
    expect(asked).toContain('network ip interface tag add --interface-name=vmk1 --tagname=VMotion');
  });

  const ADD =
    'storage nmp satp rule add --satp=VMW_SATP_ALUA --vendor=DataCore --model=Virtual Disk --psp=VMW_PSP_RR --psp-option=iops=10 --option=disable_action_OnRetryErrors --claim-option=tpgs_on';
  const REMOVE = 'storage nmp satp rule remove --satp=VMW_SATP_ALUA --vendor=DataCore --model=Virtual Disk';
  test.each([
    ['none', '', [ADD]],
    ['the right one', 'tpgs_on,VMW_PSP_RR,by hand,,,Virtual Disk,VMW_SATP_ALUA,disable_action_OnRetryErrors,iops=10,user,,DataCore,\n', []],
    [
      'one without options',
      'tpgs_on,VMW_PSP_RR,,,,Virtual Disk,VMW_SATP_ALUA,,,user,,DataCore,\n',
      [`${REMOVE} --psp=VMW_PSP_RR --claim-option=tpgs_on`, ADD],
    ],
    [
      'one of another policy',
      ',VMW_PSP_FIXED,,,,Virtual Disk,VMW_SATP_ALUA,disable_action_OnRetryErrors,iops=1000,user,,DataCore,\n',
      [`${REMOVE} --psp=VMW_PSP_FIXED --psp-option=iops=1000 --option=disable_action_OnRetryErrors`, ADD],
    ],
  ])('with %s, the rule of paths is what DataCore demands', (_, rules, changes) => {
    const changed = (lines: readonly string[]): string[] => lines.filter((line) => /satp rule (add|remove)/.test(line));
    expect(changed(run(1, { rules }))).toEqual(changes);
    expect(changed(run(2, { rules }))).toEqual(changes);
  });

  test('takes a port binding back, and makes none', () => {
    expect(times('iscsi networkportal remove')).toBe(0);
    expect(run(1, { bound: true })).toContain('iscsi networkportal remove --adapter=vmhba64 --nic=vmk2 --force=true');
    expect(content).not.toContain('networkportal add');
  });

  test('names the time servers and log collectors of both sites, its own first', () => {
    const providers = Object.values(model.workloads);
    for (const [service, command] of [
      ['time', 'system ntp set'],
      ['logs', 'system syslog config set'],
    ] as const) {
      const line = asked.find((one) => one.startsWith(command)) ?? '';
      const given = providers.filter(({ provides }) => provides.includes(service));
      expect(given.length).toBeGreaterThan(1);
      const places = given.map(({ nics, home }) => ({
        home,
        place: line.indexOf(Object.values(nics).sort((a, b) => a.order - b.order)[0]!.address),
      }));
      expect(places.filter(({ place }) => place < 0)).toEqual([]);
      expect(places.sort((a, b) => a.place - b.place)[0]!.home).toBe(host.site);
    }
  });

  test.each([
    ['vmk2', host.addresses['iscsi-a']!],
    ['vmk3', host.addresses['iscsi-b']!],
    ['vmk1', host.addresses['vmotion']!],
  ])('without the adapter %s it says which address is missing, and what makes it', (without, address) => {
    const lines = run(1, {
      without,
      refused: `no adapter has ${address}: apply the stack telecom first, or make it by hand where its network exists already\n`,
    });
    expect(times('system syslog', lines)).toBe(0);
  });

  test('takes the iSCSI name for a name, also one that the schema would refuse', () => {
    const iqn = `iqn.1998-01.com.vmware:esx'; echo "foreign" >> "$HOST_STATE/asked"; #$(echo foreign >> "$HOST_STATE/asked")`;
    const script = hostPreparation(changed(model, { [`hosts.${key}.iqn`]: iqn }), key).content;
    const lines = run(1, { script });
    expect(lines).toContain(`iscsi adapter set --adapter=vmhba64 --name=${iqn}`);
    expect(lines).not.toContain('foreign');
  });

  test('a host without storage networks gets no storage part', () => {
    const { management } = host.addresses;
    const other = hostPreparation(changed(model, { [`hosts.${key}.addresses`]: { management } }), key).content;
    expect(other).not.toContain('iscsi');
    expect(other).toContain('APDTimeout');
  });
});
