/** What happens until what is restored could start its service. */
import type { Step } from './recovery';
import { isDirector, isIntruder } from './restores';
import { assumed, reacts, step, type Told } from './step';
import { aloneAt } from './works';

export function restoring(told: Told): readonly Step[] {
  const { situation, solution, number, item, model } = told;
  const restore = solution.restores.of.get(number);
  if (restore === undefined) return [];
  const { copy, alone } = restore;
  const { boot, start } = item.node;
  const intruder = isIntruder(situation.snapshot);
  const after = afterBoot(told, restore);
  // Everything between the beginning of restores and its own that is not told yet is the queue.
  let left = aloneAt(situation, solution, number, item) + start - solution.restoring - alone - (after?.seconds ?? 0);
  const before = beforeIt(told).flatMap((stage) => {
    const seconds = Math.min(stage.seconds, left);
    left -= seconds;
    return seconds > 0 ? [{ ...stage, seconds }] : [];
  });
  const { repository, level } = copy;
  const throughput = `repositories.${repository}.throughput`;
  return [
    reacts(model, solution.shift.reaction),
    ...(intruder ? cleanGround(told) : []),
    ...before,
    ...(left > 0 ? [step(`others are restored before it from \`${repository}\``, left, 'estimated', throughput)] : []),
    step(`its machine is made and its data come back from \`${repository}\` (${level})`, alone - boot - start, 'estimated', throughput),
    step('its system boots', boot, 'declared', `${item.node.path}.boot`),
    ...(after === undefined ? [] : [after]),
  ];
}

/** Nothing is restored onto ground that the intruder holds. */
function cleanGround({ model }: Told): readonly Step[] {
  const { containment, cleanBase } = model.estate.assumptions.intruder;
  return [
    assumed(
      'the intruder is shut out, evidence is kept, and it is decided to restore',
      containment,
      'intruder.containment',
      model.estate.operations.failoverDecision,
    ),
    assumed('hosts, vCenter and backup servers are made anew', cleanBase, 'intruder.cleanBase', model.estate.operations.onCall),
  ];
}

/** Stages that end before its own restore begins. */
function beforeIt({ solution, situation, number, item, model }: Told): readonly Step[] {
  const { first, catalogue, controllers, directory } = solution.restores.stages;
  if (isDirector(item)) return [];
  const { onCall: who } = model.estate.operations;
  const named = (numbers: readonly number[]): string =>
    numbers.map((one) => `\`${situation.ground.items[one]?.node.id ?? ''}\``).join(', ');
  const [director = ''] = first.directors.map((one) => situation.ground.items[one]?.node.id ?? '');
  const ready =
    director === ''
      ? assumed('no director of the backup is described: one is made anew, and reads its catalogue', catalogue, 'backup.catalogue', who)
      : {
          ...assumed(`the director ${named(first.directors)} is restored and has read its catalogue`, catalogue, 'backup.catalogue', who),
          on: director,
        };
  if (directory === 0 || first.needed.includes(number)) return [ready];
  return [
    ready,
    assumed(
      `${named(first.directories)}: the first controller of each directory is restored`,
      controllers - catalogue,
      'backup.restoreShare',
      who,
    ),
    assumed('the directory is recovered, its other controllers made from the first', directory - controllers, 'intruder.directory', who),
  ];
}

/** What comes after its own boot. */
function afterBoot({ solution, number, item, model }: Told, { together, alone }: { together: number; alone: number }): Step | undefined {
  const { first, controllers, directory } = solution.restores.stages;
  const { onCall } = model.estate.operations;
  if (isDirector(item))
    return assumed('it reads its catalogue: until then it knows no copies', together - alone, 'backup.catalogue', onCall);
  if (!first.directories.includes(number) || directory === 0) return undefined;
  return assumed(
    'the directory is recovered from it, the other controllers made from it',
    directory - controllers,
    'intruder.directory',
    onCall,
  );
}
