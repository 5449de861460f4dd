/** What the survival proof finds: the texts that `cordee explain` prints. An exception may accept them; whether it does, the proof judges. */
import type { RuleText } from './built-in-rules';

const SOURCE = 'config/analysis/README.md, sections 7, 12 and 13.';

const text = (id: string, title: string, reason: string): RuleText => ({
  id,
  severity: 'error',
  title,
  reason,
  source: SOURCE,
  waivable: true,
});

export const proofRules: readonly RuleText[] = [
  text(
    'survival-lost',
    'A failure that a class promises to survive loses none of its workloads.',
    'Nothing that is described brings the workload back: no copy is left, no host can run it, or what it needs is lost. It comes back when what failed is repaired, which nobody has promised.',
  ),
  text(
    'survival-unreached',
    'A failure that a class promises to survive leaves the users of its workloads a way to them.',
    'The workload runs, or comes back, where none of its users gets to: at the other side of a cut, or where what comes from the Internet does not enter. Whoever waits for it cannot tell that from a loss.',
  ),
  text(
    'survival-diverged',
    'No volume is written on both sides of a cut.',
    'When the links return, the mirror keeps one side and discards the other: what people did there since the cut is lost, and nobody can say in advance which.',
  ),
  text(
    'survival-stopped',
    'A failure that a class promises to survive leaves none of its workloads waiting for an operator.',
    'Storage that refuses to serve, a host that HA does not judge dead, or memory that does not suffice: the workload can run again, but only when somebody decides and acts.',
  ),
  text(
    'survival-late',
    'After a failure that a class promises to survive, its workloads are back within the objective.',
    'The objective is our own (`rto`) or the longest interruption agreed with the tenant (`dmia`), whichever is shorter; where data come back from a copy, that of `restored`, and after an intruder that of `rebuilt`. Out of office hours counts.',
  ),
  text(
    'survival-data',
    'After a failure that a class promises to survive, no more data are lost than was agreed.',
    'A mirror loses nothing; a restore loses what was written since the copy that is used was made, and a cartridge is as old as the interval at which cartridges are carried away.',
  ),
  text(
    'survival-seats',
    'After the failure of an element, of a room, of a site, or of a site and one further host, the declared minimum of seats is left.',
    'A town hall without workplaces receives nobody. The minimum was declared so that somebody can count on it.',
  ),
  text(
    'shortfall-capacity',
    'What a failure leaves has the memory, processors, storage operations, links and seats that must go on.',
    'A machine that restarts on hosts without room, or on storage that is too slow alone, is back on paper only. The subject of an exception is the id of the shortfall, such as `capacity/memory/production/site:mairie`, or how it begins: `capacity/memory/production`.',
  ),
  text(
    'shortfall-backup',
    'Each workload has three copies on two media, one elsewhere, one that nobody can change, and restores that were tried; repositories hold and take in what is asked of them.',
    'What a mirror repeats at once only a copy brings back, and a copy that was never restored is a hope. An exception to `backup-three-levels` accepts what a missing level leads to (copies, media, elsewhere). The subject of any other exception is the id of the shortfall, such as `backup/unnoticed/ville/fichiers`, or how it begins: `backup/unnoticed/ville`.',
  ),
];
