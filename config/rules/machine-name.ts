import type { WorkloadNode } from '../model/model';
import { inOrder } from '../model/model';
import { hostnameOf, isWindows } from '../views';
import { type Occurrence, repeated } from './lib/duplicates';
import type { Rule, Verdict } from './rule';

const DNS = 63;
/** Windows cuts a longer name silently, and two machines that are cut to one name cannot both join the domain. */
const WINDOWS = 15;
const VSPHERE = 80;

export const machineName: Rule = {
  id: 'machine-name',
  severity: 'error',
  title: 'Names of VMs and machines are given once, fit into a label of DNS and, for Windows, into 15 characters.',
  reason:
    'A VM is called `<owner>-<key>` in vCenter unless it existed before under another name, and in DNS unless it has a `hostname`. DNS ends a label at 63 characters, Windows cuts a computer’s name at 15, and two owners such as `a` and `a-b` can arrive at one name.',
  source: 'RFC 1035, section 2.3.4; Microsoft, naming conventions for computers in Active Directory (NetBIOS: 15 characters); vSphere: 80.',
  reads: ['tenants', 'services', 'machines', 'templates'],
  check: (model, report) => {
    const workloads = inOrder(model.workloads).map(([, workload]) => workload);
    const physical = inOrder(model.machines).map(([key]) => ({ value: key, at: `machines.${key}.title` }));
    for (const workload of workloads) {
      const verdict = tooLong(workload, isWindows(model, workload));
      if (verdict !== undefined) report(verdict);
    }
    const inVcenter = workloads.map(({ name, path, inventoryName }) => ({
      value: name,
      at: `${path}.${inventoryName === undefined ? 'title' : 'inventoryName'}`,
    }));
    const inDns = workloads.map((workload) => ({ value: hostnameOf(workload), at: placeOf(workload) }));
    // Who has no host name of its own is in both lists with its one name.
    const told = new Set<string>();
    for (const names of [inVcenter, inDns])
      for (const { again, first } of repeated([...names, ...physical])) {
        if (told.has(again.at)) continue;
        told.add(again.at);
        report(twice(again, first));
      }
  },
};

const placeOf = ({ hostname, path }: WorkloadNode): string => `${path}.${hostname === undefined ? 'title' : 'hostname'}`;

function tooLong(workload: WorkloadNode, windows: boolean): Verdict | undefined {
  const { name, hostname, existing } = workload;
  const longest = windows && !existing ? WINDOWS : DNS;
  const [value, most] = hostnameOf(workload).length > longest ? [hostnameOf(workload), longest] : [name, VSPHERE];
  if (value.length <= most) return undefined;
  return {
    at: value === hostname ? placeOf(workload) : `${workload.path}.title`,
    aim: value === hostname ? 'value' : 'key',
    message: `the name \`${value}\` has \`${String(value.length)}\` characters${most === WINDOWS ? ', and its guest is Windows' : ''}`,
    allowed: `at most ${String(most)}`,
    fix: value === hostname ? 'shorten it' : most === VSPHERE ? 'shorten its key, or that of its owner' : 'give it a short `hostname:`',
  };
}

const twice = (again: Occurrence, first: Occurrence): Verdict => ({
  at: again.at,
  aim: again.at.endsWith('.title') ? 'key' : 'value',
  message: `the name \`${again.value}\` is already given`,
  fix: again.at.endsWith('.title') ? 'choose another key' : 'choose another',
  also: [{ at: first.at, note: 'first given here' }],
});
