/**
 * Which virtual disks are ours. The mark stands in the description: it is written by the same call that creates the disk, so that no killed
 * applier leaves one without it; it survives a change of name; and whoever looks at the disk in the console reads it.
 */
import type { VirtualDisk } from './datacore/virtual-disks';

export interface Owner {
  readonly environment: string;
  readonly volume: string;
}

export const markOf = ({ environment, volume }: Owner): string => `cordee:${environment}/${volume}`;

/** What stands in the console. */
export const descriptionOf = (owner: Owner): string => `${markOf(owner)} (managed by Cordee and Terraform; keep this text)`;

export function ownerOf({ description }: Pick<VirtualDisk, 'description'>): Owner | undefined {
  const [, environment, volume] = /(?:^|\s)cordee:([^\s/]+)\/([^\s/]+)/.exec(description) ?? [];
  return environment === undefined || volume === undefined ? undefined : { environment, volume };
}

export const isOurs = (disk: Pick<VirtualDisk, 'description'>, owner: Owner): boolean => {
  const found = ownerOf(disk);
  return found !== undefined && markOf(found) === markOf(owner);
};
