/**
 * Which virtual disks are ours. The mark stands in the description: it is written by the same call that creates the disk, so that no killed
 * applier leaves one without it; it survives a change of name; and whoever looks at the disk in the console reads it.
 */
import type { VirtualDisk } from './datacore/virtual-disks';

export interface Owner {
  /** Domain and environment, as `ville.example/minimal`: the folder alone is the same in two towns on one storage. */
  readonly estate: string;
  readonly volume: string;
}

type Marked = Pick<VirtualDisk, 'description'>;

export const markOf = ({ estate, volume }: Owner): string => `cordee:${estate}/${volume}`;

/** What stands in the console. */
export const descriptionOf = (owner: Owner): string => `${markOf(owner)} (managed by Cordee and Terraform; keep this text)`;

const marksOf = ({ description }: Marked): readonly string[] => description.match(/(?<=^|\s)cordee:\S+/g) ?? [];

/** Two marks are two owners: nobody’s. */
export function isOurs(disk: Marked, owner: Owner): boolean {
  const marks = marksOf(disk);
  return marks.length === 1 && marks[0] === markOf(owner);
}

/** Whose a disk is that is not ours, as the end of a sentence. */
export function otherOwner(disk: Marked): string {
  const [mark, ...more] = marksOf(disk);
  if (mark === undefined) return 'was not made by Cordée';
  if (more.length > 0) return `bears several marks: ${marksOf(disk).map(quoted).join(', ')}`;
  // Until the domain was part of it, a mark was the environment and the volume.
  const [environment = '', ...rest] = mark.slice('cordee:'.length).split('/');
  return rest.length === 1
    ? `bears the older mark ${quoted(mark)}, which does not say whose \`${environment}\` it is`
    : `belongs to ${quoted(mark)}`;
}

const quoted = (mark: string): string => `\`${mark}\``;
