/** Has Terraform take over what no state knows. */
import { removePolicy } from '../control';
import type { LabFolder } from '../folder';
import { type Orphan, writeImports } from '../orphans';
import type { LiveRun } from '../run-file';

/**
 * Writes the import blocks of a stack for its next apply. What no provider imports is removed from the simulated vCenter, as somebody would by
 * hand, for Terraform to make it anew. Throws a `UsageError` where it is in use.
 */
export async function takeOver(lab: LabFolder, run: LiveRun, stack: string, orphans: readonly Orphan[]): Promise<void> {
  for (const { policy } of orphans) if (policy !== undefined) await removePolicy(run, policy);
  writeImports(
    lab,
    stack,
    orphans.filter(({ id }) => id !== undefined),
  );
}
