/**
 * What a host needs and the provider cannot set, as a shell script for the host itself. Every command says what shall be, or asks first: it
 * may be run again at any time. Whatever of the estate enters it is quoted; only its head names the host, by words that the schema keeps narrow.
 */
import { inOrder, type Model } from '../../../config/model/model';
import { providersOf } from '../../../config/views';
import type { NamedContent } from '../../generated-file';
import { word, words } from './shell-words';

const ISCSI_PORT = 3260;
const SYSLOG_PORT = 6514;
/** Before a datastore without any path counts as lost: HA adds its own delay to it. */
const APD_TIMEOUT = 140;

export function hostPreparation(model: Model, key: string): NamedContent {
  const host = model.hosts[key];
  if (host === undefined) throw new Error(`no host ${key}`);
  const adapters = inOrder(host.addresses).flatMap(([id, address]) => {
    const role = model.networks[id]?.role;
    return role === undefined ? [] : [{ role, address }];
  });
  const on = (...roles: readonly string[]): string[] => adapters.filter(({ role }) => roles.includes(role)).map(({ address }) => address);
  const parts = [
    head(key, host.name),
    losses(),
    storage(host.iqn, on('iscsi-a', 'iscsi-b'), targetsOf(model)),
    on('vmotion').flatMap((address) => [
      '# vMotion',
      `adapter=$(adapter_with ${word(address)})`,
      'esxcli network ip interface tag add --interface-name="$adapter" --tagname=VMotion',
    ]),
    time(providersOf(model, 'time', host.site)),
    logs(providersOf(model, 'logs', host.site)),
    [
      '# Energy: the processor slows down when there is little to do',
      "esxcli system settings advanced set --option=/Power/CpuPolicy --string-value='Balanced'",
    ],
  ];
  const content = parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return { name: `files/servers/${key}/prepare.sh`, content: `${content}\n` };
}

const head = (key: string, name: string): string[] => [
  '#!/bin/sh',
  `# Preparation of host ${key} (${name}): what Terraform cannot set. Generated from the estate: edits are lost.`,
  '# Run on the host once its VM kernel adapters exist, and again whenever this file has changed; running it twice does no harm.',
  'set -eu',
  '# Name of the VM kernel adapter that has an address: vCenter numbers them in the order they are made.',
  'adapter_with() {',
  `  esxcli network ip interface ipv4 get | awk -v address="$1" '$2 == address { print $1; found = 1 } END { exit !found }' || {`,
  '    echo "no adapter has $1: apply the stack telecom first, or make it by hand where its network exists already" >&2',
  '    return 1',
  '  }',
  '}',
];

/** The cluster reacts to both losses; it learns of them from these settings of its hosts. */
const losses = (): string[] => [
  '# Loss of storage: how long without any path until it counts, and devices that are gone for good are let go',
  'esxcli system settings advanced set --option=/Misc/APDHandlingEnable --int-value=1',
  `esxcli system settings advanced set --option=/Misc/APDTimeout --int-value=${String(APD_TIMEOUT)}`,
  'esxcli system settings advanced set --option=/Disk/AutoremoveOnPDL --int-value=1',
];

/** Front-ends of every storage server of both sites: all hosts see all of them, whichever side is preferred. */
const targetsOf = (model: Model): readonly string[] =>
  inOrder(model['storage-servers'])
    .flatMap(([, server]) => inOrder(server.ports))
    .filter(([, { role }]) => role === 'front-end-a' || role === 'front-end-b')
    .map(([, { address }]) => address);

/**
 * Front-ends A and B are two subnets on two cards. Port binding is for adapters in one subnet; here it would make each adapter try the targets
 * it cannot reach, and a rescan wait for them (VMware KB 2038869). Sessions leave by the adapter in the target’s subnet; a binding that
 * someone made is taken back.
 */
function storage(iqn: string, addresses: readonly string[], targets: readonly string[]): string[] {
  if (addresses.length === 0) return [];
  return [
    '# Storage: software iSCSI, one adapter per front-end subnet, no port binding between them',
    'esxcli iscsi software set --enabled=true',
    `hba=$(esxcli iscsi adapter list | awk '$2 == "iscsi_vmk" { print $1; exit }')`,
    `esxcli iscsi adapter set --adapter="$hba" --name=${word(iqn)}`,
    `for address in ${words(addresses)}; do`,
    '  adapter=$(adapter_with "$address")',
    '  if esxcli iscsi networkportal list --adapter="$hba" | grep -qw "$adapter"; then',
    '    esxcli iscsi networkportal remove --adapter="$hba" --nic="$adapter" --force=true',
    '  fi',
    'done',
    `for target in ${words(targets.map((address) => `${address}:${String(ISCSI_PORT)}`))}; do`,
    '  esxcli iscsi adapter discovery sendtarget list --adapter="$hba" | grep -qwF "$target" ||',
    '    esxcli iscsi adapter discovery sendtarget add --adapter="$hba" --address="$target"',
    'done',
    '# Paths: round robin over those of the preferred side, the other side when they are gone. Holds for disks claimed from now on.',
    ...pathRule(),
    'esxcli storage core adapter rescan --adapter="$hba"',
  ];
}

/** What DataCore’s guide for ESXi wants said explicitly of its disks: path policy, its option, option and claim option of the SATP. */
const PATH_RULE = ['VMW_PSP_RR', 'iops=10', 'disable_action_OnRetryErrors', 'tpgs_on'];

/** A rule that says otherwise, such as one without the options, would win over ours or stand beside it: it is removed, by all that it says. */
const pathRule = (): string[] => [
  '# Both options are DataCore’s: another path after ten operations, and an error that asks to try again takes no path away.',
  "rules=$(esxcli --formatter=csv storage nmp satp rule list --satp=VMW_SATP_ALUA | awk -F, '",
  '  NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }',
  '  $at["RuleGroup"] == "user" && $at["Vendor"] == "DataCore" && $at["Model"] == "Virtual Disk" {',
  '    print $at["DefaultPSP"] "|" $at["PSPOptions"] "|" $at["Options"] "|" $at["ClaimOptions"]',
  "  }')",
  `wanted='${PATH_RULE.join('|')}'`,
  "printf '%s\\n' \"$rules\" | while IFS='|' read -r psp psp_option option claim_option; do",
  '  [ -n "$psp" ] && [ "$psp|$psp_option|$option|$claim_option" != "$wanted" ] || continue',
  '  set -- --psp="$psp"',
  '  [ -z "$psp_option" ] || set -- "$@" --psp-option="$psp_option"',
  '  [ -z "$option" ] || set -- "$@" --option="$option"',
  '  [ -z "$claim_option" ] || set -- "$@" --claim-option="$claim_option"',
  '  esxcli storage nmp satp rule remove --satp=VMW_SATP_ALUA --vendor=DataCore --model=\'Virtual Disk\' "$@"',
  'done',
  'printf \'%s\\n\' "$rules" | grep -qxF "$wanted" ||',
  "  esxcli storage nmp satp rule add --satp=VMW_SATP_ALUA --vendor=DataCore --model='Virtual Disk' \\",
  `    ${['psp', 'psp-option', 'option', 'claim-option'].map((name, index) => `--${name}=${PATH_RULE[index] ?? ''}`).join(' ')}`,
];

const time = (servers: readonly string[]): string[] =>
  servers.length === 0
    ? []
    : [
        '# Time, from the own site first',
        `esxcli system ntp set ${servers.map((server) => `--server=${word(server)}`).join(' ')} --enabled=true`,
      ];

const logs = (collectors: readonly string[]): string[] =>
  collectors.length === 0
    ? []
    : [
        '# Logs, to the collectors of both sites',
        `esxcli system syslog config set --loghost=${word(collectors.map((address) => `ssl://${address}:${String(SYSLOG_PORT)}`).join(','))}`,
        'esxcli network firewall ruleset set --ruleset-id=syslog --enabled=true',
        'esxcli system syslog reload',
      ];
