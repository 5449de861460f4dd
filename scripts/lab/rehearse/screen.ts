/** What a person sees of a rehearsal: a line for all that is done, and on a terminal what is going on at this moment. */
import type { Shell } from '../../shell';

export interface Screen {
  readonly line: (text: string) => void;
  /** What a stack is busy with; undefined: nothing any more. */
  readonly doing: (stack: string, what: string | undefined) => void;
}

export function screenOn({ print, progress }: Pick<Shell, 'print' | 'progress'>): Screen {
  const busy = new Map<string, string>();
  return {
    line: (text) => {
      // The line of what is going on must be wiped before another takes its place.
      progress?.('');
      print(text);
    },
    doing: (stack, what) => {
      if (what === undefined) busy.delete(stack);
      else busy.set(stack, what);
      progress?.([...busy].map(([name, text]) => `${name}: ${text}`).join(' · '));
    },
  };
}
