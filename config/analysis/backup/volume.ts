/** How much a repository has to hold, and to take in at a time. */
import { inOrder, type Model } from '../../model/model';
import { copiesOf, dataOf, type Level } from './copies';
import { daysBetween } from '../../model/backup-windows';

const DAY = 86_400;
const MONTH = 2_629_800;
const YEAR = 31_557_600;

/** What the workloads of one class put on one repository, at one level. */
export interface Load {
  readonly backup: string;
  readonly level: Level;
  readonly repository: string;
  /** MiB of data protected. */
  readonly data: number;
  /** MiB that change in a day. */
  readonly daily: number;
  /** MiB that the copies take once the retention is full. */
  readonly kept: number;
}

export function loadsOf(model: Model): readonly Load[] {
  const data = new Map<string, { backup: string; level: Level; repository: string; data: number }>();
  for (const [id, { backup }] of inOrder(model.workloads)) {
    const amount = dataOf(model, id);
    for (const { level, repository } of copiesOf(model, id)) {
      const key = `${repository} ${backup} ${level}`;
      const load = data.get(key) ?? { backup, level, repository, data: 0 };
      load.data += amount;
      data.set(key, load);
    }
  }
  return inOrder(Object.fromEntries(data)).map(([, load]) => {
    const { dailyChange, reduction } = model.estate.assumptions.backup;
    const change = model['backup-classes'][load.backup]?.dailyChange ?? dailyChange;
    const points = pointsOf(model, load.backup, load.level, change);
    return {
      ...load,
      data: Math.round(load.data),
      daily: Math.round(load.data * change),
      kept: Math.round(load.data * reduction * points),
    };
  });
}

/**
 * Copies kept, counted in full ones. A disk keeps one full copy and what differs between those kept; a tape keeps a full one for each
 * month and year, since a cartridge must be readable alone.
 */
function pointsOf(model: Model, backup: string, level: Level, change: number): number {
  const { keepAll, keepMonthly } = model.estate.assumptions.backup;
  const retention = model['backup-classes'][backup]?.levels[level]?.retention ?? 0;
  const weight = (interval: number): number => (level === 'tape' ? 1 : Math.min(1, (change * interval) / DAY));
  const monthly = Math.ceil(Math.max(0, Math.min(retention, keepMonthly) - keepAll) / MONTH);
  const yearly = Math.ceil(Math.max(0, retention - Math.max(keepAll, keepMonthly)) / YEAR);
  return 1 + (Math.min(retention, keepAll) / DAY) * change + monthly * weight(MONTH) + yearly * weight(YEAR);
}

/** The stretch of time in which a repository has least to spare. */
export interface Tightest {
  /** Classes whose windows lie in it. */
  readonly classes: readonly string[];
  /** MiB to be written in it. */
  readonly volume: number;
  /** Its length in seconds. */
  readonly length: number;
  /** Share of what the repository can write in it. Above 1 the windows cannot all be kept, in whatever order copies are made. */
  readonly share: number;
}

interface Job {
  readonly backup: string;
  readonly from: number;
  readonly until: number;
  readonly volume: number;
}

/**
 * Copies can be made in their windows if and only if no stretch between the start of one window and the end of another asks for more than
 * the repository writes in it (the demand criterion of earliest-deadline scheduling). A class whose `rpo` allows
 * more than a day from one window to the next has its one window on the first of the days.
 */
export function tightestOf(model: Model, repository: string, loads: readonly Load[]): Tightest | undefined {
  const throughput = model.repositories[repository]?.throughput ?? 0;
  const jobs = jobsOf(model, loads);
  let found: Tightest | undefined;
  for (const from of new Set(jobs.map((job) => job.from))) {
    for (const until of new Set(jobs.map((job) => job.until))) {
      const inside = jobs.filter((job) => job.from >= from && job.until <= until);
      if (inside.length === 0) continue;
      const volume = inside.reduce((sum, job) => sum + job.volume, 0);
      const share = volume / (throughput * (until - from));
      if (found === undefined || share > found.share)
        found = { classes: [...new Set(inside.map(({ backup }) => backup))].sort(), volume, length: until - from, share };
    }
  }
  return found;
}

function jobsOf(model: Model, loads: readonly Load[]): readonly Job[] {
  const longest = Math.max(0, ...loads.map(({ backup }) => model['backup-classes'][backup]?.window.duration ?? 0));
  const days = Math.ceil(longest / DAY) + 1;
  return loads.flatMap(({ backup, daily }) => {
    const described = model['backup-classes'][backup];
    if (described === undefined) return [];
    const { window } = described;
    const every = daysBetween(described);
    return Array.from({ length: Math.ceil(days / every) }, (_, time) => {
      const from = time * every * DAY + secondsOf(window.start);
      return { backup, from, until: from + window.duration, volume: daily * every };
    });
  });
}

/** `19:30` as seconds since midnight. */
const secondsOf = (time: string): number => {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 3600 + Number(minutes) * 60;
};
