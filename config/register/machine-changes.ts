/** What differs of a machine: its cards on other networks, and what it would be stopped for. */
import { format } from '../model/quantities';
import { HOT_ADD_CPUS } from '../views';
import type { Change } from './changes';
import type { StatefulEntry } from './types';

/**
 * A guest knows a card by its MAC address, which belongs to the position, and has read only once what stands on it. One more behind the last,
 * and the last one less, leave the others what they are.
 */
export function exchanged(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  const changes = (was.nics ?? []).flatMap((before, position) => {
    const after = now.nics?.[position];
    return after === undefined || after === before ? [] : [{ position: String(position), before, after }];
  });
  const [first] = changes;
  if (first === undefined) return [];
  const cards = changes.map(({ position, before, after }) => `\`${position}\` goes from \`${before}\` to \`${after}\``).join(', ');
  const message = `cards of \`${key}\` change their networks, and its guest knows them as they were: position ${cards}`;
  const fix = `keep \`${first.before}\` at position ${first.position}: cards are added behind the last, and taken from the end`;
  return [{ rule: 'stateful-changed', field: 'nics', message, fix, act: 'change' }];
}

/** The provider stops a machine for whatever its guest cannot take while it runs, and pulls the plug on one that is slow to stop. */
export function stopped(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  const changes: Change[] = [];
  const refuse = (field: string, before: string, after: string, why: string, fix = `keep ${before}`): void => {
    const message = `\`${field}\` of \`${key}\` changes from ${before} to ${after}, for which the machine is powered off: ${why}`;
    changes.push({ rule: 'stateful-restart', field, message, fix, act: 'restart' });
  };
  if (was.memory !== undefined && now.memory !== undefined && now.memory < was.memory)
    refuse('memory', format('size', was.memory), format('size', now.memory), 'memory can only be added while it runs');
  if (was.cpus !== undefined && now.cpus !== undefined && now.cpus !== was.cpus) {
    if (now.cpus < was.cpus) refuse('cpus', String(was.cpus), String(now.cpus), 'processors can only be added while it runs');
    else if (now.cpus > HOT_ADD_CPUS)
      refuse('cpus', String(was.cpus), String(now.cpus), `processors can be added while it runs up to ${String(HOT_ADD_CPUS)}`);
  }
  if (changes.some(({ field }) => field === 'cpus')) return changes;
  // Also where nobody wrote it: an odd number of processors has other sockets than an even one. Older registers do not know it.
  const [before, after] = [was.coresPerSocket, now.coresPerSocket];
  if (before !== undefined && after !== undefined && after !== before) {
    const fix = `choose a number of processors that ${String(before)} divides, and keep \`coresPerSocket: ${String(before)}\``;
    refuse('coresPerSocket', String(before), String(after), 'what a guest sees as one socket is fixed while it runs', fix);
  }
  return changes;
}
