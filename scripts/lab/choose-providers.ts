/** Which providers a lab runs with: the real ones if they can be had, the stand-in if not, or what the person said. */
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Estate } from '../../config/model/estate';
import { goTool } from '../go-tool';
import { UsageError } from '../usage-error';
import type { Children } from './children';
import type { LabFolder } from './folder';
import { type Providers, type ProviderKind, type ProviderSources, realProviders } from './providers';
import { installStandIn, STAND_IN_CANNOT_SHOW } from './stand-in/install';

export interface Choice {
  readonly lab: LabFolder;
  readonly versions: Estate['providers'];
  readonly sources: ProviderSources;
  readonly children: Children;
  /** Undefined: the real ones where they can be had. */
  readonly wanted?: ProviderKind | undefined;
  /** File of what the simulated vCenter holds at the start: the stand-in has no other way to know. */
  readonly inventory: string;
  readonly progress: (text: string) => void;
}

export async function chooseProviders(choice: Choice): Promise<Providers> {
  const { lab, versions, sources, children, wanted } = choice;
  if (wanted === 'stand-in') return standIn(choice);
  const real = await realProviders(lab, versions, sources, children);
  if (!('missing' in real)) return real;
  if (wanted === 'real')
    throw new UsageError(
      `the real providers cannot be had: ${real.missing}`,
      'name a folder of provider binaries (a filesystem mirror) in CORDEE_PROVIDERS, or go on without: --provider stand-in',
    );
  return { ...(await standIn(choice)), because: real.missing };
}

async function standIn({ lab, versions, inventory, children, progress }: Choice): Promise<Providers> {
  const binary = await goTool('stand-in', progress, children.runGo);
  const { cliConfig, environment } = installStandIn({ folder: join(lab.root, 'stand-in'), binary, versions, inventory, luns: lab.luns });
  copyFileSync(cliConfig, lab.cliConfig);
  const sha256 = createHash('sha256').update(readFileSync(binary)).digest('hex');
  const binaries = Object.entries(versions).map(([name, version]) => ({ name, version, sha256 }));
  return { kind: 'stand-in', binaries, cannotShow: STAND_IN_CANNOT_SHOW, environment };
}
