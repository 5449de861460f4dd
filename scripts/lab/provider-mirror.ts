/** Providers from a folder, and nowhere else. */
import type { Estate } from '../../config/model/estate';

/** Where Terraform knows each provider by. */
export const PROVIDER_SOURCES: Readonly<Record<keyof Estate['providers'], string>> = { vsphere: 'vmware/vsphere', null: 'hashicorp/null' };

/** Text of a CLI configuration by which Terraform takes providers from this folder alone: no registry is asked. */
export const mirrorConfig = (mirror: string): string =>
  `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
