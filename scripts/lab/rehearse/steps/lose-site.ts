import { setTimeout as sleep } from 'node:timers/promises';
import { inOrder } from '../../../../config/model/model';
import { datacenterSites } from '../../../../config/views';
import { count } from '../../../print-findings';
import { changeSite, datacoreStatus, type StorageStatus, vcenterStatus } from '../../control';
import { moveExisting } from '../by-hand';
import { TWO_MODELS } from '../comparison';
import { comparePredicted } from '../site-loss/compare-predicted';
import { compareLoss, compareReturn, compareStorage, compareStorageBack, type Machines } from '../site-loss/compare-written';
import { EXPECTED_LOSS, type ExpectedLoss, type ExpectedLosses, readExpectedLoss, unknownNames } from '../site-loss/expected-loss';
import { machineFates, volumeFates } from '../site-loss/observed';
import { predictedFates } from '../site-loss/predicted';
import type { Stage } from '../stage';
import { Disagreement, NotApplicable, type Step } from '../step';

/** What is expected of a return where nobody wrote anything else: all is as it was. */
const ALL_BACK = { off: [], offline: [] } as const;

export const loseSite: Step = {
  key: 'lose-site',
  title: 'Each site is lost, and comes back',
  run: async (stage) => {
    if (!stage.isChosen('volumes')) throw new NotApplicable('--only leaves the volumes out: there is nothing to lose');
    const sites = datacenterSites(stage.model);
    const written = readExpectedLoss(stage.settings.lab.folder.estate);
    if (written === undefined) stage.say(`${EXPECTED_LOSS} is not there: only the proof says what to expect`);
    else refuseUnknown(written, stage);
    const machines = await machinesIn(stage);
    stage.comparison.line(`the lab is compared with the proof: ${TWO_MODELS}`);
    for (const site of sites) await loseOne(stage, site, machines, written?.[site]);
    stage.comparison.agree();
  },
};

function refuseUnknown(written: ExpectedLosses, { model, settings }: Stage): void {
  const unknown = unknownNames(written, [settings.lab.model, model]);
  if (unknown.length > 0) throw new Disagreement(`${EXPECTED_LOSS} names what is not in the estate: ${unknown.join('; ')}`);
}

/** Those that run in the simulated vCenter; undefined: none does. */
async function machinesIn(stage: Stage): Promise<Machines | undefined> {
  const { lab, selection } = stage.settings;
  const workloads = inOrder(stage.model.workloads).map(([, workload]) => workload);
  const machines = workloads.filter(({ existing, stack }) => existing || stage.isChosen(stack));
  const what = 'what becomes of machines when a site is lost';
  if (lab.run.providers.kind === 'stand-in') stage.leaveOpen(`${what}: the stand-in runs none`);
  else if (!stage.isChosen('servers') || machines.length === 0) stage.leaveOpen(`${what}: of what --only chose none runs`);
  else {
    await moveExisting(stage);
    if (selection.leftOut.length > 0)
      stage.leaveOpen('whether machines fare as the proof predicts: it judges the whole estate, of which --only leaves a part out');
    return machines;
  }
  return undefined;
}

async function loseOne(stage: Stage, site: string, machines: Machines | undefined, written: ExpectedLoss | undefined): Promise<void> {
  const { comparison, model, settings } = stage;
  const { run } = settings.lab;
  const { vcenter: lost, datacore: degraded } = await changeSite(run, site, 'lose');
  stage.say(`${site} is lost: ${String(lost.hosts.length)} hosts and its side of the storage`);
  const seen = machines === undefined ? undefined : await vcenterStatus(run);
  if (written !== undefined) {
    comparison.line(`next to ${EXPECTED_LOSS}, which people wrote:`);
    compareStorage(comparison, model, degraded, written.loss.offline, site);
    if (machines !== undefined && seen !== undefined) compareLoss(comparison, machines, site, written, lost, seen);
  }
  const predicted = predictedFates(model, settings.asOf, site);
  const observed = { volumes: volumeFates(degraded), machines: seen === undefined ? new Map<string, string>() : machineFates(lost, seen) };
  const all = machines !== undefined && settings.selection.leftOut.length === 0;
  if (comparePredicted(comparison, site, predicted, observed, all ? lost.off : undefined)) {
    const alike = `${count(observed.volumes.size, 'volume')}${all ? ` and ${count(observed.machines.size, 'machine')}` : ''}`;
    comparison.line(`as the proof predicts: ${alike}`);
  }

  const { vcenter: back } = await changeSite(run, site, 'restore');
  stage.say(`${site} is back`);
  const expected = written?.return ?? ALL_BACK;
  compareStorageBack(comparison, model, await recovered(stage), expected.offline);
  if (machines !== undefined) compareReturn(comparison, model, machines, expected, back, await vcenterStatus(run));
}

/** Mirrors take time to be whole again. */
async function recovered({ settings }: Stage): Promise<StorageStatus> {
  for (;;) {
    const status = await datacoreStatus(settings.lab.run);
    if (!status.disks.some((disk) => disk.status.startsWith('In '))) return status;
    await sleep(100);
  }
}
