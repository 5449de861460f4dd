/** A volume that is as large as it was ordered, and its datastore is not: grown in the console, or by a run whose facts are lost. */
import { dataCore } from '../../../scripts/apply/datacore/client';
import { dataCoreSettings } from '../../../scripts/apply/datacore/settings';
import type { Vmfs, VmfsReport } from '../../../scripts/apply/vmfs';
import { applyVolume } from '../../../scripts/apply/volume';
import { volumeOrder } from '../../../scripts/apply/volume-order';
import { whereIn } from '../../../scripts/apply/where';
import { type Ground, ground, ORDER, QUICK } from '../../lab/datacore/ground';
import { whereText } from '../../lab/datacore/orders';
import { AS_OF } from '../../support/estates';

let lab: Ground;
beforeEach(async () => (lab = await ground({ recoveryMs: 20 })));
afterEach(() => lab.end());

const HOSTS = ORDER.hosts.map(({ name }) => name);
const SMALL = ORDER.sizeMib / 2;

/** vCenter with a datastore of half the volume, which fills it when it is asked to, unless it `refuses`. */
function vcenter(refuses = false) {
  let sizeMib = SMALL;
  const report = (beforeMib: number): VmfsReport => ({
    vcenter: 'ours',
    asked: HOSTS.map((name) => ({ name, state: 'connected', sees: true })),
    ...{ datastore: 'donnees', hosts: HOSTS, away: [], beforeMib, afterMib: sizeMib },
  });
  const tool: Vmfs = {
    show: () => Promise.resolve(report(sizeMib)),
    expand: () => {
      const before = sizeMib;
      if (!refuses) sizeMib = ORDER.sizeMib;
      return Promise.resolve(report(before));
    },
    rescan: () => Promise.resolve(HOSTS.map((name) => ({ name, state: 'connected', sees: true }))),
    files: () => Promise.reject(new Error('nobody asks for files')),
  };
  return tool;
}

async function applied(tool: Vmfs): Promise<readonly string[]> {
  const settings = { ...dataCoreSettings(lab.environment), timing: QUICK };
  const { endpoints, servers, estate } = whereIn(JSON.parse(whereText(lab.facts)) as Readonly<Record<string, unknown>>);
  const storage = dataCore(settings, { endpoints: settings.endpoints ?? endpoints, servers });
  const said: string[] = [];
  const work = { storage, timing: QUICK, estate, facts: lab.facts, today: AS_OF, vmfs: () => Promise.resolve(tool) };
  await applyVolume(volumeOrder(ORDER), { ...work, say: (line) => said.push(line) });
  return said;
}
const growth = (said: readonly string[]): readonly string[] => said.filter((line) => /datastore/i.test(line));
const facts = () => (lab.factsText() as { volumes: { donnees: object } }).volumes.donnees;

test('is filled at the next apply, and then nothing is left to do', async () => {
  await lab.apply('volume');
  const tool = vcenter();
  expect(growth(await applied(tool))).toEqual([
    `  ~ datastore donnees: ${String(SMALL / 1024)} GiB -> ${String(ORDER.sizeMib / 1024)} GiB`,
  ]);
  expect(facts()).not.toHaveProperty('grownFromMib');
  expect(growth(await applied(tool))).toEqual([]);
});

test('stays open, and noted, while vCenter offers nothing to expand into', async () => {
  await lab.apply('volume');
  const [step] = growth(await applied(vcenter(true)));
  expect(step).toMatch(/^ {2}manual step \[vmfs-grow\]: .* read now: 5 GiB, the volume is 10 GiB$/);
  expect(facts()).toMatchObject({ manualSteps: ['vmfs-grow'], grownFromMib: SMALL });
});
