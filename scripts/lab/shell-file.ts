/** A lab for a person’s shell: the same addresses that Terraform gets, and those that `govc` and a browser want. */
import { writeFileSync } from 'node:fs';
import { quoted } from '../usage-error';
import type { LabFolder } from './folder';
import { CHILD_MARK } from './process-identity';
import type { LiveRun } from './run-file';

/** What a shell has already and must keep, and what only children bear. */
const OWN = new Set(['PATH', 'HOME', 'TMPDIR', 'LC_ALL', CHILD_MARK]);

export function writeShellFile(lab: LabFolder, { vcenter }: LiveRun, environment: Readonly<Record<string, string>>): void {
  const variables = {
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => !OWN.has(name))),
    GOVC_URL: vcenter.url,
    GOVC_USERNAME: environment['VSPHERE_USER'] ?? '',
    GOVC_PASSWORD: environment['VSPHERE_PASSWORD'] ?? '',
    GOVC_INSECURE: '1',
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`);
  writeFileSync(
    lab.shellFile,
    `# Simulated vCenter and DataCore of the lab ${lab.environment}. Use: . ${lab.shellFile}\n${lines.join('\n')}\n`,
  );
}
