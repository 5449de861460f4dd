import type { Rule } from './rule';
import { inOrder } from '../model/model';

const LEAST = [8, 0] as const;
/** The first provider with every argument that is written: `evc_mode` of a cluster came with it. */
export const LEAST_PROVIDER = [2, 16] as const;

export const versionsFit: Rule = {
  id: 'versions-fit',
  severity: 'error',
  title: 'The vCenter is at least 8.0, the provider at least 2.16, and no distributed switch is newer than the vCenter.',
  reason:
    'vCenter makes no distributed switch of a version that it does not know, and the apply stops there with half of the networks made. Versions before 8.0 have no support any more, and the settings written here were only tried from 8.0 on. An older provider refuses arguments that are written.',
  source:
    'vSphere networking guide (versions of distributed switches); Broadcom product lifecycle: general support of vSphere 7 ended on 2025-10-02.',
  reads: ['estate', 'distributed-switches'],
  check: (model, report) => {
    const { version } = model.estate.vcenter;
    if (older(version, LEAST))
      report({
        at: 'estate.vcenter.version',
        message: `vCenter \`${version}\` is older than ${LEAST.join('.')}`,
        allowed: `${LEAST.join('.')} or newer`,
        fix: 'upgrade vCenter first',
      });
    const { vsphere } = model.estate.providers;
    if (older(vsphere, LEAST_PROVIDER))
      report({
        at: 'estate.providers.vsphere',
        message: `provider \`${vsphere}\` does not know all that is written`,
        allowed: `${LEAST_PROVIDER.join('.')}.0 or newer`,
        fix: 'write a newer version, or leave `providers` out',
      });
    for (const [key, { version: own }] of inOrder(model['distributed-switches'])) {
      if (!older(version, numbers(own))) continue;
      report({
        at: `distributed-switches.${key}.version`,
        message: `version \`${own}\` of switch \`${key}\` is newer than vCenter ${version}`,
        allowed: `at most ${numbers(version).slice(0, 2).join('.')}`,
        fix: 'write a version that vCenter knows; it can be raised later, never lowered',
        also: [{ at: 'estate.vcenter.version', note: 'the version of vCenter' }],
      });
    }
  },
};

const numbers = (version: string): readonly number[] => version.split('.').map(Number);

/** By major and minor version: updates of one minor version understand each other. */
function older(version: string, than: readonly number[]): boolean {
  const [major = 0, minor = 0] = numbers(version);
  const [otherMajor = 0, otherMinor = 0] = than;
  return major === otherMajor ? minor < otherMinor : major < otherMajor;
}
