/** What people call the failures that a tenant’s plan tells apart. */

/** `group`: as `Pass.group`. */
export function groupSays(group: string): string {
  if (group === 'element') return 'any part fails';
  if (group === 'room') return 'any room is lost';
  if (group === 'restored') return 'a volume is deleted, software fails';
  if (group === 'rebuilt') return 'an intruder takes everything';
  if (group.startsWith('site:')) return `site ${group.slice('site:'.length)} is lost`;
  const name = group.slice('named:'.length);
  if (name === 'mirror') return 'the mirror links are cut';
  if (name === 'blackout') return 'all mains fail, longer than any UPS';
  if (name === 'partition') return 'the sites are cut apart';
  const [, reach] = /^partition-(.+)$/.exec(name) ?? [];
  if (reach !== undefined) return `cut apart, witness reached by ${reach === 'both' ? 'both' : reach === 'none' ? 'none' : reach}`;
  const [, storage] = /^storage-(.+)$/.exec(name) ?? [];
  if (storage !== undefined) return `all storage of ${storage} fails`;
  const [, compute] = /^compute-(.+)$/.exec(name) ?? [];
  if (compute !== undefined) return `all hosts of ${compute} fail`;
  const [, alone] = /^site-(.+)-without-witness$/.exec(name) ?? [];
  if (alone !== undefined) return `${alone} is lost, the witness down`;
  const [, site] = /^site-(.+)-and-host$/.exec(name) ?? [];
  return site === undefined ? group : `${site} and a further host are lost`;
}
