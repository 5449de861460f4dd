/** What an operator does with machines that are older than the estate, such as vCenter’s own: no file describes it. */
import { inOrder } from '../../../config/model/model';
import { moveByHand, setAside } from '../control';
import { homeHost } from '../inventory';
import { movesByHand } from '../moves-by-hand';
import type { Stage } from './stage';

/** A machine that was there before the estate lies on a local disk until an engineer moves it to where the estate says. */
export async function moveExisting({ settings, model, say, moved }: Stage): Promise<void> {
  for (const { machine, datastore } of movesByHand(model)) {
    if (moved.has(machine)) continue;
    await moveByHand(settings.lab.run, machine, datastore);
    moved.add(machine);
    say(`moved by hand, as in a fresh estate: ${machine} to ${datastore}`);
  }
}

/**
 * Before a cluster is dissolved in which such machines run: one host is emptied and leaves it, and the machine goes to it, with its disks
 * unless their datastore stays. It is then where it was before the first deployment.
 */
export async function setExistingAside(stage: Stage): Promise<void> {
  const { settings, model, say, leaveOpen } = stage;
  const { run } = settings.lab;
  const older = inOrder(model.workloads).filter(([, { existing, cluster }]) => existing && model.clusters[cluster]?.existing === false);
  if (run.providers.kind === 'stand-in') {
    for (const [, { name }] of older) leaveOpen(`that ${name} is set aside before its cluster is dissolved: the stand-in runs no machines`);
    return;
  }
  await moveExisting(stage);
  const leaving = new Set(movesByHand(model).map(({ machine }) => machine));
  for (const [, workload] of older) {
    const host = homeHost(model, workload);
    if (host === undefined) continue;
    await setAside(run, workload.name, host.name);
    if (leaving.has(workload.name)) await moveByHand(run, workload.name, host.localDatastore.name);
    say(`set aside by hand, before its cluster is dissolved: ${workload.name}, to ${host.name}, which leaves the cluster first`);
  }
}
