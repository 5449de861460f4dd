/** A turn of those who wait in line: machines that are started at once, or the one that somebody starts next. */
export interface Turn {
  readonly members: readonly number[];
  readonly begins: number;
}

interface Lane {
  /** How many have one turn. */
  readonly size: number;
  /** No turn begins before. */
  readonly free: number;
  /** Seconds of a turn, by those before it. */
  readonly lasts: (turnsBefore: number) => number;
}

type Waiting = readonly (readonly [number: number, possible: number])[];

/** Each turn goes to the first in line of those that can be started by then; `line` says of each from when it can. */
export function inTurns(line: Waiting, { size, free, lasts }: Lane): readonly Turn[] {
  const turns: Turn[] = [];
  let next = free;
  let waiting = line;
  const take = (members: Waiting, begins: number): void => {
    next = begins + lasts(turns.length);
    turns.push({ members: members.map(([number]) => number), begins });
  };
  while (waiting.some(([, possible]) => possible > next)) {
    const begins = Math.max(next, Math.min(...waiting.map(([, possible]) => possible)));
    const members = waiting.filter(([, possible]) => possible <= begins).slice(0, size);
    take(members, begins);
    waiting = waiting.filter((one) => !members.includes(one));
  }
  // Nobody is to come any more.
  for (let at = 0; at < waiting.length; at += size) take(waiting.slice(at, at + size), next);
  return turns;
}
