/** Memory of everything that a rehearsal started, at its worst moment. Known on Linux only. */
import { allProcesses, procStat } from '../process-identity';

const EVERY = 500;
const PAGE_MIB = 4096 / 2 ** 20;

export interface PeakMemory {
  /** MiB, or undefined where it cannot be measured. */
  readonly stop: () => number | undefined;
}

/** `groups` says which process groups count; a child’s own children are in its group. */
export function measurePeak(groups: () => readonly number[]): PeakMemory {
  let peak = 0;
  const look = (): void => {
    const counted = new Set(groups());
    const pages = allProcesses()
      .flatMap((pid) => procStat(pid) ?? [])
      .filter(({ group }) => counted.has(group))
      .reduce((sum, stat) => sum + stat.pages, 0);
    peak = Math.max(peak, Math.round(pages * PAGE_MIB));
  };
  const timer = setInterval(look, EVERY);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return peak === 0 ? undefined : peak;
    },
  };
}
