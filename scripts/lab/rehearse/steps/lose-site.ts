import { setTimeout as sleep } from 'node:timers/promises';
import { RESTART_PRIORITIES } from '../../../../config/model/common';
import { inOrder, type Model } from '../../../../config/model/model';
import {
  changeSite,
  datacoreStatus,
  moveByHand,
  type SiteOutcome,
  type StorageStatus,
  type VcenterStatus,
  vcenterStatus,
} from '../../control';
import { EXPECTED_LOSS, type ExpectedLoss, readExpectedLoss } from '../expected-loss';
import type { Stage } from '../stage';
import { NotApplicable, type Step } from '../step';

export const loseSite: Step = {
  key: 'lose-site',
  title: 'A site is lost, and comes back',
  run: async (stage) => {
    const { folder, run, environment } = stage.settings.lab;
    const expected = readExpectedLoss(folder.estate);
    if (expected === undefined) throw new NotApplicable(`nobody has written what is expected of it in ${EXPECTED_LOSS}`);
    const machines = run.providers.kind === 'real';
    if (!machines) stage.say('the storage only: the stand-in runs no machines');
    else await moveExisting(stage);

    const { vcenter: lost, datacore: degraded } = await changeSite(run, expected.site, 'lose', environment);
    stage.say(`${expected.site} is lost: ${String(lost.hosts.length)} hosts and its side of the storage`);
    compareStorage(stage, degraded, expected.loss.offline, expected.site);
    if (machines) compareLoss(stage, expected, lost, await vcenterStatus(run));

    const { vcenter: back } = await changeSite(run, expected.site, 'restore', environment);
    stage.say(`${expected.site} is back`);
    compareStorage(stage, await recovered(stage), expected.return.offline, undefined);
    if (machines) compareReturn(stage, expected, back, await vcenterStatus(run));
    stage.agree();
  },
};

/** A machine that was there before the estate lies on a local disk until an engineer moves it to where the estate says. */
async function moveExisting({ settings, model, say }: Stage): Promise<void> {
  for (const [, { name, existing, disks }] of inOrder(model.workloads)) {
    const [first] = Object.values(disks).sort((a, b) => a.unit - b.unit);
    if (!existing || first === undefined) continue;
    await moveByHand(settings.lab.run, name, first.datastore);
    say(`moved by hand, as in a fresh estate: ${name} to ${first.datastore}`);
  }
}

const homeOf = (model: Model): ReadonlyMap<string, string> => new Map(inOrder(model.workloads).map(([, { name, home }]) => [name, home]));

function compareLoss(stage: Stage, { site, loss }: ExpectedLoss, { restarted, off }: SiteOutcome, { machines }: VcenterStatus): void {
  const homes = homeOf(stage.model);
  const there = [...homes].filter(([, home]) => home === site).map(([name]) => name);
  const names = restarted.map(({ machine }) => machine);
  stage.compareNames(
    'restarted at the other site',
    there.filter((name) => !loss.off.includes(name)),
    names,
  );
  stage.compareNames(
    'off',
    loss.off,
    off.map(({ machine }) => machine),
  );
  const running = machines.filter(({ power, template }) => power === 'poweredOn' && template !== true);
  stage.compareNames(
    'running on a lost host',
    [],
    running.filter((machine) => machine.site === site).map(({ name }) => name),
  );
  const others = [...homes].filter(([, home]) => home !== site).map(([name]) => name);
  stage.compareNames(
    'at home at the other site, and not touched',
    others,
    running.filter(({ name }) => others.includes(name)).map(({ name }) => name),
  );
  stage.compareNames('restarted before one of a higher priority', [], outOfTurn(stage.model, restarted));
}

function compareReturn(stage: Stage, expected: ExpectedLoss, { off }: SiteOutcome, { machines }: VcenterStatus): void {
  const homes = homeOf(stage.model);
  stage.compareNames(
    'off',
    expected.return.off,
    off.map(({ machine }) => machine),
  );
  const away = machines.filter(({ name, site, power }) => homes.has(name) && (homes.get(name) !== site || power !== 'poweredOn'));
  stage.compareNames(
    'not at home again',
    expected.return.off,
    away.map(({ name }) => name),
  );
}

/** Machines of one cluster that were restarted before another of a higher priority. */
function outOfTurn(model: Model, restarted: SiteOutcome['restarted']): string[] {
  const clusterOf = new Map(inOrder(model.workloads).map(([, { name, cluster }]) => [name, cluster]));
  const rank = (priority: string): number => RESTART_PRIORITIES.findIndex((known) => known === priority);
  return restarted.flatMap(({ machine, priority }, index) => {
    const later = restarted.slice(index + 1).filter((other) => clusterOf.get(other.machine) === clusterOf.get(machine));
    return later.some((other) => rank(other.priority) < rank(priority)) ? [machine] : [];
  });
}

function compareStorage(stage: Stage, { disks }: StorageStatus, offline: readonly string[], lost: string | undefined): void {
  const withStatus = (status: string): string[] => disks.filter((disk) => disk.status === status).map(({ name }) => name);
  stage.compareNames('volumes out of reach', offline, withStatus('Offline'));
  const rest = inOrder(stage.model.volumes).filter(([key, { existing }]) => !existing && !offline.includes(key));
  const half =
    lost === undefined
      ? []
      : rest.filter(([, { pools }]) => Object.keys(pools).some((server) => stage.model['storage-servers'][server]?.site === lost));
  stage.compareNames(
    'volumes that go on with one copy',
    half.map(([key]) => key),
    withStatus('Path down'),
  );
  stage.compareNames(
    'volumes that are whole',
    rest.filter((entry) => !half.includes(entry)).map(([key]) => key),
    withStatus('Healthy'),
  );
}

/** Mirrors take time to be whole again. */
async function recovered({ settings }: Stage): Promise<StorageStatus> {
  for (;;) {
    const status = await datacoreStatus(settings.lab.run);
    if (!status.disks.some((disk) => disk.status.startsWith('In '))) return status;
    await sleep(100);
  }
}
