/** Work on stacks in their order: each after those it depends on, several at a time where they do not. */

export interface Turn {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/**
 * Runs `work` for each; `most` of them at a time. The first failure is thrown once what had begun has ended; nothing begins after it.
 * A dependency that is not among `turns` counts as done.
 */
export async function inTurn(turns: readonly Turn[], most: number, work: (name: string) => Promise<void>): Promise<void> {
  const waiting = new Map(turns.map((turn) => [turn.name, turn]));
  const pending = new Set(waiting.keys());
  const begun = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const ready = (): Turn[] => [...waiting.values()].filter(({ dependencies }) => !dependencies.some((name) => pending.has(name)));
  for (;;) {
    for (const { name } of failures.length > 0 ? [] : ready().slice(0, most - begun.size)) {
      waiting.delete(name);
      const task = work(name)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          pending.delete(name);
          begun.delete(name);
        });
      begun.set(name, task);
    }
    if (begun.size === 0) break;
    await Promise.race(begun.values());
  }
  if (failures.length > 0) throw failures[0];
  if (waiting.size > 0) throw new Error(`stacks wait for each other: ${[...waiting.keys()].join(', ')}`);
}
