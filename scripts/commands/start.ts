/** `npm start`: the main job on the reference estate, and where to look next. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { refuseLabCopy } from '../lab/outside';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';
import { proofOf } from '../../config/analysis';
import { inOrder } from '../../config/model/model';
import { datacenterSites } from '../../config/views';
import { verdict } from '../print-findings';
import { verdictColour, verdictLine } from '../prove/summary';
import { npm, reaching } from '../next-command';
import { synthesize, type SynthFlags } from './synth';

/** What a rehearsal needs besides Node. */
const REHEARSED_WITH = [
  { command: 'go', name: 'Go' },
  { command: 'terraform', name: 'Terraform' },
] as const;

const isOnPath = (command: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, command)));

export type StartFlags = Pick<SynthFlags, 'environment' | 'asOf' | 'output'>;

export function runStart(flags: StartFlags, shell: Shell, now: () => number): number {
  const began = now();
  refuseLabCopy(findEnvironment(flags.environment, shell.projectFolder).folder);
  const result = synthesize(flags, shell);
  if (result === undefined) return 1;
  const { judged, stacks, files: paths, written, registerChanged } = result;
  const model = judged.model;
  if (model === undefined) return 1;
  const { bold, dim } = shell.colors;
  const folder = shell.shortPath(flags.output);
  const resources = stacks.reduce((sum, stack) => sum + stack.resources, 0);
  const files = paths.filter((name) => name.startsWith('files/')).length;
  const row = (label: string, text: string): void => shell.print(`  ${label.padEnd(11)}${text}`);
  shell.print(bold(model.estate.title));
  row('check', verdict(judged, false));
  for (const site of datacenterSites(model)) {
    const hosts = Object.values(model.hosts).filter((host) => host.site === site);
    const machines = Object.values(model.workloads).filter((workload) => workload.home === site);
    const servers = Object.values(model['storage-servers']).filter((server) => server.site === site);
    row(site, `${String(hosts.length)} hosts, ${String(servers.length)} storage servers, ${String(machines.length)} machines at home`);
  }
  row(
    'tenants',
    inOrder(model.tenants)
      .map(([key]) => key)
      .join(', '),
  );
  row('Terraform', `${String(stacks.length)} stacks, ${String(resources)} resources, ${String(files)} generated files`);
  row('', `${String(written)} files written, ${String(paths.length - written)} unchanged, in ${((now() - began) / 1000).toFixed(1)} s`);
  shell.print('');
  const example = Object.values(model.workloads).find(({ ownerKind, existing }) => ownerKind === 'tenants' && !existing);
  if (example !== undefined) {
    const place = judged.loaded.place(example.path, 'key');
    const address = `vsphere_virtual_machine.${example.owner}_${example.key}`;
    const options = reaching(flags);
    shell.print(
      `Look at ${bold(`${folder}stacks/${example.stack}/cdk.tf.json`)}, then ask where a line of it comes from, or what a line gives:`,
    );
    shell.print(dim(`  npm run -s cordee -- ${['where', address, ...options].join(' ')}`));
    shell.print(dim(`  npm run -s cordee -- ${['where', `${place.file}:${String(place.line)}`, ...options].join(' ')}`));
  }
  shell.print(`Change a line in ${bold(shell.shortPath(judged.environment.folder))} and run ${bold(npm('start', flags))} again.`);
  if (registerChanged) shell.print('stateful.lock changed: commit it.');
  const missing = REHEARSED_WITH.filter(({ command }) => !isOnPath(command)).map(({ name }) => name);
  const first = missing.length === 0 ? '' : ` (${missing.join(' and ')} first: ${missing.length === 1 ? 'it is' : 'they are'} not here)`;
  shell.print(
    `Deploy it all on this machine, on simulators, before the real vCenter sees any of it: ${bold(npm('run rehearse', { environment: flags.environment }))}${first}`,
  );
  const proof = proofOf(model, flags.asOf);
  const line = verdictLine({ model, proof });
  shell.print('');
  shell.print(bold(verdictColour({ proof, colors: shell.colors })(line)));
  shell.print(dim(`  npm run -s cordee -- ${['prove', ...reaching({ environment: flags.environment })].join(' ')}`));
  return 0;
}
