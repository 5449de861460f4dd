/**
 * How Terraform calls the applier. The command is the same text everywhere; what it must do lies in the resource’s own trigger, as canonical
 * JSON, and reaches the process by its environment: a saved plan applies what it showed.
 */
import type { LocalExecProvisioner } from 'cdktf';
import { sortedKeys } from '../config/model/sorted-keys';
import { literal } from './address';

/** Name of the launcher, written beside the stacks. */
export const LAUNCHER_FILE = 'launcher.cjs';

const COMMAND = `node "../../${LAUNCHER_FILE}" apply`;

/** Keys in order, so that the same order is the same text on every machine. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sortedKeys(value));

export interface Launched {
  readonly triggers: { readonly order: string };
  readonly provisioners: LocalExecProvisioner[];
}

/**
 * Triggers and provisioner of a null resource that has something done outside vSphere. A change of `order` does it again; `where` (addresses,
 * files) is how it is reached and changes nothing by itself.
 */
export function launch(action: string, order: Readonly<Record<string, unknown>>, where: Readonly<Record<string, unknown>>): Launched {
  return {
    triggers: { order: literal(canonicalJson(order)) },
    provisioners: [
      {
        type: 'local-exec',
        command: `${COMMAND} ${action}`,
        environment: { CORDEE_ORDER: '${self.triggers.order}', CORDEE_WHERE: literal(canonicalJson(where)) },
      },
    ],
  };
}

/** What a `removed` block runs before its object is let go. A refusal (exit code other than 0) keeps the object in the state. */
export const releaseCommand = (): string => `${COMMAND} release`;
