/**
 * The environment of everything that a lab starts, built from nothing. A shell that holds the credentials of a real vCenter, a proxy or
 * another CLI configuration hands none of it on; only where programs are found is taken over.
 */
import type { LabFolder } from './folder';
import { refuseUnlessLoopback } from './loopback';
import type { LiveRun } from './run-file';

export interface Inherited {
  /** PATH of whoever runs the command. */
  readonly path: string;
  /** Folder of the project. */
  readonly home: string;
}

/** The simulators ask for no particular one. */
const LOGIN = { user: 'rehearsal', password: 'rehearsal' } as const;

/** For programs that talk to nobody: the simulators, and Terraform while it looks for providers. */
export const bareEnvironment = (lab: LabFolder, temporary: string, { path, home }: Inherited): Record<string, string> => ({
  PATH: path,
  HOME: lab.root,
  TMPDIR: temporary,
  LC_ALL: 'C.UTF-8',
  CORDEE_HOME: home,
});

/** For Terraform and what it runs. Throws a `UsageError` if any address is not of this machine. */
export function childEnvironment(lab: LabFolder, run: LiveRun, inherited: Inherited): Record<string, string> {
  const { vcenter, datacore } = run;
  refuseUnlessLoopback({
    'the vCenter': vcenter.server,
    ...Object.fromEntries(datacore.endpoints.map((endpoint, index) => [`DataCore endpoint ${String(index + 1)}`, endpoint])),
  });
  return {
    ...bareEnvironment(lab, run.temporary, inherited),
    ...run.providers.environment,
    TF_CLI_CONFIG_FILE: lab.cliConfig,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    VSPHERE_SERVER: vcenter.server,
    VSPHERE_USER: LOGIN.user,
    VSPHERE_PASSWORD: LOGIN.password,
    VSPHERE_ALLOW_UNVERIFIED_SSL: 'true',
    DATACORE_USER: LOGIN.user,
    DATACORE_PASSWORD: LOGIN.password,
    CORDEE_DATACORE_ENDPOINTS: datacore.endpoints.join(','),
    CORDEE_DATACORE_CA: datacore.ca,
    CORDEE_REHEARSAL: '1',
    CORDEE_ENVIRONMENT: lab.estate,
  };
}
