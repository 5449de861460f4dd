/** The step that loses sites, on machines that a vCenter is played to have: where they fare otherwise than people wrote, it fails. */
import { join } from 'node:path';
import { inOrder } from '../../../config/model/model';
import type * as control from '../../../scripts/lab/control';
import type { SiteChange, SiteChanged, StorageStatus, VcenterStatus } from '../../../scripts/lab/control';
import { Comparison } from '../../../scripts/lab/rehearse/comparison';
import type { Stage } from '../../../scripts/lab/rehearse/stage';
import { loseSite } from '../../../scripts/lab/rehearse/steps/lose-site';
import { AS_OF, checked, filesOf } from '../../support/estates';
import { PROJECT } from '../../support/needs';

type Machines = VcenterStatus['machines'];
interface World {
  machines: Machines;
  lost: string;
  /** What is not as it should be, after it was. */
  spoil: (change: SiteChange, machines: Machines) => Machines;
}
const world: World = { machines: [], lost: '', spoil: (_, machines) => machines };

const model = checked(filesOf('minimal'), 'minimal').model!;
const workloads = inOrder(model.workloads).map(([, workload]) => workload);
const other = (site: string): string => (site === 'mairie' ? 'agglo' : 'mairie');
const NOTHING = { model: '', hosts: ['esx'], restarted: [], off: [], inaccessible: [], resumed: [], moved: [], advised: [] };

jest.mock('../../../scripts/lab/control', () => ({
  ...jest.requireActual<typeof control>('../../../scripts/lab/control'),
  vcenterStatus: () => Promise.resolve({ machines: world.machines } as unknown as VcenterStatus),
  datacoreStatus: () => Promise.resolve(storage()),
  changeSite: (_: unknown, site: string, change: SiteChange): Promise<SiteChanged> => Promise.resolve(changed(site, change)),
}));

const storage = (): StorageStatus =>
  ({
    disks: inOrder(model.volumes).map(([name]) => ({ name, status: world.lost === '' ? 'Healthy' : 'Path down' })),
  }) as unknown as StorageStatus;

/** As it must be: whoever was at home there runs at the other site, and is home again afterwards. */
function changed(site: string, change: SiteChange): SiteChanged {
  const homes = workloads.map(({ name, home }) => ({ name, home, host: 'esx', power: 'poweredOn' }));
  world.lost = change === 'lose' ? site : '';
  world.machines = world.spoil(
    change,
    homes.map(({ home, ...machine }) => ({ ...machine, site: home === world.lost ? other(home) : home })),
  );
  const restarted = homes.filter(({ home }) => home === world.lost).map(({ name }) => ({ machine: name, priority: 'medium', host: 'esx' }));
  return { vcenter: { ...NOTHING, site, restarted }, datacore: storage(), recovered: [], lost: [] };
}

async function lose(spoil: World['spoil'] = (_, machines) => machines): Promise<string> {
  world.spoil = spoil;
  const comparison = new Comparison({ line: () => undefined, doing: () => undefined });
  const stage = {
    ...{ model, comparison, isChosen: () => true, say: () => undefined, leaveOpen: () => undefined },
    settings: {
      lab: {
        model,
        folder: { estate: join(PROJECT, 'config', 'environments', 'minimal') },
        run: { providers: { kind: 'real' } },
      },
      ...{ selection: { leftOut: [] }, asOf: AS_OF },
    },
  };
  try {
    await loseSite.run(stage as unknown as Stage);
    return 'all is as people wrote, and as the proof predicts';
  } catch (error) {
    return String(error);
  }
}

const at = (site: string) => (machines: Machines) => machines.map((machine) => ({ ...machine, site }));
const off = (machines: Machines): Machines => machines.map((machine) => ({ ...machine, power: 'poweredOff' }));

test('machines that fare as they must agree with all that is expected of them', async () => {
  expect(await lose()).toBe('all is as people wrote, and as the proof predicts');
});

test('a machine that runs on a lost host is found, and so is one that nobody restarted', async () => {
  const still = await lose((change, machines) => (change === 'lose' && world.lost === 'mairie' ? at('mairie')(machines) : machines));
  expect(still).toContain('not as expected: machines running on a lost host');
  const dead = await lose((change, machines) => (change === 'lose' && world.lost === 'agglo' ? off(machines) : machines));
  expect(dead).toContain('not as expected: machines of the other site that go on untouched');
  expect(dead).toContain('loss of agglo, machine ville-fichiers');
});

test('a machine that does not come home, or not up, is found after the return', async () => {
  const away = 'machines that are not at home again';
  expect(await lose((change, machines) => (change === 'restore' ? at('agglo')(machines) : machines))).toContain(away);
  expect(await lose((change, machines) => (change === 'restore' ? off(machines) : machines))).toContain(away);
});
