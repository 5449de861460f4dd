/**
 * 3-2-1-1-0 of each workload: three copies with the original, two media, one elsewhere, one that nobody can touch, no error at the last
 * tested restore. A mirror is no copy: it repeats a mistake at once.
 */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { type Figure, figure, type Shortfall } from '../claim';
import { duration } from '../duration';
import { copiesOf, type Copy, type Level } from './copies';
import { restoreTime } from './restore';
import { provenLevels } from './restore-tests';

export interface WorkloadBackup {
  readonly workload: string;
  /** Copies, the original included. */
  readonly copies: number;
  /** Kinds of medium, that of the original (disk) included. */
  readonly media: readonly string[];
  /** Sites other than its own where a copy lies, or its cartridges. */
  readonly elsewhere: readonly string[];
  /** Levels whose copies nobody can change, or reach. */
  readonly untouchable: readonly Level[];
  /** Levels whose last restore, of any workload of its class, was identical and recent enough. */
  readonly tested: readonly Level[];
  /** Time to have it back from each level, alone; from a tape with a drive that has to be replaced first. */
  readonly restore: Readonly<Partial<Record<Level, Figure>>>;
}

export function workloadsOf(model: Model, asOf: string, short: (shortfall: Shortfall) => unknown): readonly WorkloadBackup[] {
  const proven = provenLevels(model, asOf);
  const used = new Map<string, readonly Level[]>();
  const all = inOrder(model.workloads).map(([id, node]) => {
    const copies = copiesOf(model, id);
    const levels = copies.map(({ level }) => level);
    used.set(node.backup, [...new Set([...(used.get(node.backup) ?? []), ...levels])]);
    const result: WorkloadBackup = {
      workload: id,
      copies: 1 + copies.length,
      media: [...new Set(['disk', ...copies.map(({ medium }) => medium)])],
      elsewhere: [...new Set(copies.map((copy) => copy.offline?.cabinet ?? copy.site))].filter((site) => site !== node.home).sort(),
      untouchable: copies.filter(untouchable).map(({ level }) => level),
      tested: (proven.get(node.backup) ?? []).filter((level) => levels.includes(level)),
      restore: Object.fromEntries(copies.map((copy) => [copy.level, figure(restoreTime(model, id, copy), 's', 'estimated')])),
    };
    for (const shortfall of missing(model, node, result, copies)) short(shortfall);
    return result;
  });
  for (const [backup, levels] of [...used].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const level of levels.filter((candidate) => !(proven.get(backup) ?? []).includes(candidate)))
      short({
        id: `backup/tested/${backup}/${level}`,
        subject: `backup-classes.${backup}.levels.${level}`,
        what: `no restore of class \`${backup}\` from level \`${level}\` is proven: none was tested in time with an identical result`,
        places: [`backup-classes.${backup}.levels.${level}`, `backup-classes.${backup}.restoreTestEvery`],
        basis: 'declared',
      });
  }
  return all;
}

const untouchable = ({ offline, immutableFor = 0 }: Copy): boolean => offline !== undefined || immutableFor > 0;

/** Seconds back to which a copy goes that an intruder could not change: offline as long as it is kept, immutable as long as it is locked. */
const reach = ({ offline, immutableFor = 0, retention, maxAge }: Copy): number =>
  (offline === undefined ? immutableFor : retention) - maxAge;

function* missing(model: Model, node: WorkloadNode, backup: WorkloadBackup, copies: readonly Copy[]): Generator<Shortfall> {
  const shortfall = (kind: string, what: string, basis: Shortfall['basis'] = 'declared'): Shortfall => ({
    id: `backup/${kind}/${node.id}`,
    subject: node.path,
    what,
    places: [`${node.path}.backup`, `backup-classes.${node.backup}`, ...copies.map(({ repository }) => `repositories.${repository}`)],
    basis,
  });
  const { unnoticed } = model.estate.assumptions.backup;
  if (backup.copies < 3) yield shortfall('copies', `\`${node.id}\` has ${String(backup.copies)} of three copies, the original included`);
  if (backup.media.length < 2) yield shortfall('media', `all copies of \`${node.id}\` lie on one medium: \`${backup.media[0] ?? ''}\``);
  if (backup.elsewhere.length === 0)
    yield shortfall('elsewhere', `all copies of \`${node.id}\` are lost with its own site \`${node.home}\``);
  if (backup.untouchable.length === 0) yield shortfall('untouchable', `every copy of \`${node.id}\` can be changed by an administrator`);
  else if (Math.max(...copies.filter(untouchable).map(reach)) < unnoticed)
    yield shortfall(
      'unnoticed',
      `no untouchable copy of \`${node.id}\` goes back to before an intruder who stayed unnoticed for ${duration(unnoticed)}`,
      'estimated',
    );
}
