/** What differs between what the register remembers of a key and what the estate says of it now, and what would have to be approved. */
import type { ApprovalAct } from '../model/governance';
import { format } from '../model/quantities';
import { isFabric } from './fabrics';
import { exchanged, stopped } from './machine-changes';
import type { StatefulEntry } from './types';

export interface Change {
  readonly rule: string;
  /** Field that it is about, below what the key stands for; absent: all of it. */
  readonly field?: string;
  readonly message: string;
  /** What to do instead. */
  readonly fix: string;
  /** What an approval has to be for so that it passes; absent: nothing lets it pass. */
  readonly act?: ApprovalAct;
}

export const changesOf = (key: string, was: StatefulEntry, now: StatefulEntry): readonly Change[] => [
  ...moved(key, was, now),
  ...shrunk(key, was, now),
  ...lowered(key, was, now),
  ...unmirrored(key, was, now),
  ...elsewhere(key, was, now),
  ...another(key, was, now),
  ...exchanged(key, was, now),
  // Hosts alone have cards.
  ...(was.cards === undefined ? [] : [...uncarried(key, was, now), ...atBothEnds(key, was, now)]),
  ...stopped(key, was, now),
];

function moved(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  if (now.stack === was.stack) return [];
  const message = `\`${key}\` moves from stack \`${was.stack}\` to \`${now.stack}\`, which would destroy it in one and make it anew in the other`;
  return [{ rule: 'stateful-moved', message, fix: `leave it in \`${was.stack}\`` }];
}

export function shrunk(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  if (now.size === undefined || was.size === undefined || now.size >= was.size) return [];
  const [before, after] = [format('size', was.size), format('size', now.size)];
  const fix = `keep at least ${before}: data beyond the new end would be lost`;
  return [{ rule: 'stateful-shrunk', field: 'size', message: `\`${key}\` shrinks from ${before} to ${after}`, fix }];
}

/** Versions are three digits apart from their dots: they compare as text. */
function lowered(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  if (now.version === undefined || was.version === undefined || now.version >= was.version) return [];
  const message = `\`version\` of \`${key}\` goes down from \`${was.version}\` to \`${now.version}\``;
  return [{ rule: 'stateful-lowered', field: 'version', message, fix: `leave \`${was.version}\`: vSphere only upgrades a switch` }];
}

function unmirrored(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  if (was.mirrored !== true || now.mirrored !== false) return [];
  return [
    { rule: 'stateful-unmirrored', field: 'mirrored', message: `\`${key}\` loses its mirror`, fix: 'keep it mirrored', act: 'unmirror' },
  ];
}

/** A mirror is added beside the data, and given up on one side of them: the pools of before and after have one in common. */
function elsewhere(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  if (was.pools === undefined || now.pools === undefined) return [];
  const [fewer, more] = was.pools.length < now.pools.length ? [was.pools, now.pools] : [now.pools, was.pools];
  if (fewer.length > 0 && fewer.every((pool) => more.includes(pool))) return [];
  const message = `the data of \`${key}\` lie in ${quoted(was.pools)}, which is described as ${quoted(now.pools)}`;
  const fix =
    was.pools.length < now.pools.length
      ? `keep ${quoted(was.pools)} as one side of the mirror: the data are there`
      : `leave ${quoted(was.pools)}: the applier does not move data`;
  return [{ rule: 'stateful-changed', field: 'pools', message, fix, act: 'change' }];
}

function another(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  const { fixed = {} } = now;
  return Object.entries(was.fixed ?? {}).flatMap(([field, before]): Change[] => {
    const after = fixed[field];
    // Of a network that no host stands on any more, the role says so; an address that is gone is missed by a rule.
    if (after === before || (after === undefined && field !== 'role')) return [];
    const message = `\`${field}\` of \`${key}\` changes from \`${String(before)}\` to ${after === undefined ? 'another' : `\`${String(after)}\``}`;
    const fix =
      field === 'environment'
        ? `the state lies under the name \`${String(before)}\`: give the folder that name again; a copy that is another estate begins its own register`
        : `leave \`${String(before)}\``;
    return [{ rule: 'stateful-changed', field, message, fix, act: 'change' }];
  });
}

/** A switch takes its new cards in one step: with none of the old ones left, nothing carries what the host has on it meanwhile. */
function uncarried(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  return Object.entries(was.cards ?? {}).flatMap(([on, before]): Change[] => {
    const after = now.cards?.[on] ?? [];
    if (before.length === 0 || after.some((card) => before.includes(card))) return [];
    const message = `\`${key}\` gives switch \`${on}\` all other cards at once: ${quoted(before)} ${after.length === 0 ? 'and none instead' : `become ${quoted(after)}`}`;
    return [
      { rule: 'stateful-uncarried', field: 'nics', message, fix: 'keep one of them, deploy, look at the host, and change that one then' },
    ];
  });
}

/** The card of one path and the address of another at once: which of them carries what is not known here, so it is one after the other. */
function atBothEnds(key: string, was: StatefulEntry, now: StatefulEntry): Change[] {
  const cards = Object.entries(was.cards ?? {}).find(([on, before]) => before.join() !== (now.cards?.[on] ?? before).join());
  const field = Object.keys(was.fixed ?? {}).find((name) => (isFabric(name) || name === 'iqn') && was.fixed?.[name] !== now.fixed?.[name]);
  if (cards === undefined || field === undefined) return [];
  const message = `\`${key}\` changes its cards on \`${cards[0]}\` together with its \`${field}\``;
  return [{ rule: 'stateful-together', field: 'nics', message, fix: 'change one, deploy, look at the host, and change the other then' }];
}

const quoted = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(' and ');
