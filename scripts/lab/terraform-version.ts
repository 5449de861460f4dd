/** Whether the Terraform that is here can do what the stacks ask for. */
import { UsageError } from '../usage-error';
import type { Children } from './children';
import type { LabFolder } from './folder';

/** `removed` blocks with provisioners came with it. */
const LEAST = [1, 9] as const;
const REMEDY = `install Terraform ${LEAST.join('.')} or later (https://developer.hashicorp.com/terraform/install), in PATH`;

/** Its version, such as `1.11.4`. Throws a `UsageError` where there is none, or too old a one. */
export async function requireTerraform(lab: LabFolder, children: Children, environment: Readonly<Record<string, string>>): Promise<string> {
  const settings = { folder: lab.root, environment: { ...environment, CHECKPOINT_DISABLE: '1' } };
  const ran = await children.run('terraform', ['version', '-json'], settings).catch(() => undefined);
  if (ran?.code !== 0) throw new UsageError('Terraform is not here: a rehearsal runs the real one', REMEDY);
  const { terraform_version: version } = JSON.parse(ran.out) as { terraform_version: string };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) throw new UsageError(`Terraform ${version} is too old`, REMEDY);
  return version;
}
