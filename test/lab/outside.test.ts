/** A second terminal, without the lab’s environment and with the variables of production: nothing of the lab’s copy leaves this machine. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { refuseOutsideLab } from '../../scripts/lab/outside';
import { labFolder } from '../../scripts/lab/folder';
import { copyEstate } from '../../scripts/lab/ground';
import { OVERRIDE_FILE } from '../../scripts/lab/override';
import { Terraform } from '../../scripts/lab/terraform';
import type { Lab } from '../../scripts/lab/up';
import { UsageError } from '../../scripts/usage-error';
import { cordee } from '../support/fake-shell';
import { needs, PROJECT } from '../support/needs';
import { build, labGround } from './rehearse/ground';

describe('what local-exec calls', () => {
  let stack = '';
  beforeEach(() =>
    mkdirSync((stack = join(mkdtempSync(join(tmpdir(), 'cordee-')), 'cdktf.out', 'stacks', 'volumes')), { recursive: true }),
  );
  afterEach(() => rmSync(join(stack, '..', '..', '..'), { recursive: true }));
  const LAB = {
    CORDEE_REHEARSAL: '1',
    VSPHERE_SERVER: '127.0.0.1:8443',
    CORDEE_DATACORE_ENDPOINTS: 'https://127.0.0.1:2,https://127.0.0.1:3',
  };
  const refused = (more: object): [string, string | undefined] => {
    try {
      refuseOutsideLab(stack, { ...LAB, ...more });
    } catch (error) {
      if (error instanceof UsageError) return [error.message, error.remedy];
    }
    return ['nothing was refused', undefined];
  };

  test('stays in the lab where it is a lab’s copy, and does as it is told elsewhere', () => {
    expect(refused({ CORDEE_REHEARSAL: undefined, VSPHERE_SERVER: 'vcenter.ville.example' })[0]).toBe('nothing was refused');
    // The other way round: the estate's own stack, in a lab's shell.
    expect(refused({})).toEqual([
      'this shell is a lab’s, and the stack is not its copy: the estate’s own state and facts would learn what the simulators say',
      'work in the lab’s cdktf.out/stacks, or here with a shell of your own',
    ]);
    // Written there by something else than the lab: what names no vCenter of the lab may ask any.
    const root = join(stack, '..', '..', '..');
    writeFileSync(join(root, 'run.json'), '{}');
    for (const shell of [{}, { CORDEE_REHEARSAL: undefined }])
      expect(refused(shell)).toEqual([
        'this stack lies in a lab, and the lab did not write it: nothing was asked',
        `cordee lab synth -e ${join(root, 'estate', basename(root))}; then plan again`,
      ]);
    writeFileSync(join(stack, OVERRIDE_FILE), '{}');
    expect(refused({})[0]).toBe('nothing was refused');
    expect(refused({ CORDEE_REHEARSAL: undefined })).toEqual([
      'this stack is a lab’s copy, and the shell is not the lab’s: nothing was asked',
      `. ${join(stack, '..', '..', '..', 'env.sh')}`,
    ]);
    const elsewhere = 'a rehearsal talks to the simulators on 127.0.0.1 only';
    expect(refused({ VSPHERE_SERVER: 'vcenter.ville.example' })).toEqual([
      'VSPHERE_SERVER is `vcenter.ville.example`, which is not this machine: nothing was started',
      elsewhere,
    ]);
    // Without them, the addresses of the order would be asked: the estate’s own.
    expect(refused({ CORDEE_DATACORE_ENDPOINTS: undefined })[1]).toBe(elsewhere);
    expect(refused({ CORDEE_DATACORE_ENDPOINTS: 'https://127.0.0.1:2, https://10.0.10.21' })[0]).toBe(
      'entry 2 of CORDEE_DATACORE_ENDPOINTS is `https://10.0.10.21`, which is not this machine: nothing was started',
    );
  });
});

test('a lab’s copy of the estate is not synthesized where the estate’s own stacks lie', async () => {
  const root = mkdtempSync(join(tmpdir(), 'cordee-'));
  try {
    const lab = labFolder(join(root, 'labs'), 'minimal');
    copyEstate({ name: 'minimal', folder: join(PROJECT, 'config', 'environments', 'minimal') }, lab);
    const output = join(root, 'project', 'cdktf.out');
    const run = (command: string) => cordee([command, '-e', lab.estate, '-o', output], { program: root });
    // Nobody's lab: it was taken away, and a copy was left somewhere.
    expect((await run('synth')).code).toBe(0);
    writeFileSync(lab.runFile, '{}');
    for (const command of ['synth', 'start'])
      expect(await run(command)).toMatchObject({
        code: 1,
        err: `cordee: \`${lab.estate}\` is the copy that a lab works on, and this would write its stacks where those of the real estate belong\n        cordee lab synth -e ${lab.estate}; for the estate itself, name it: -e NAME`,
      });
  } finally {
    rmSync(root, { recursive: true });
  }
});

/** A server of production that counts who comes. */
async function production(): Promise<{ readonly address: string; readonly visits: () => number; readonly server: Server }> {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`, visits: () => visits, server };
}

for (const provider of ['stand-in', 'real'] as const)
  needs(
    ['terraform', 'go', ...(provider === 'real' ? (['provider'] as const) : [])],
    `a shell of production, the provider is the ${provider} one`,
    async () => {
      build();
      const ground = labGround(provider);
      const elsewhere = await production();
      try {
        const lab = await ground.up();
        await new Terraform(lab).init('telecom');
        await new Terraform(lab).init('volumes');
        await expectAtHome(lab, elsewhere.address);
        expect(elsewhere.visits()).toBe(0);
      } finally {
        elsewhere.server.close();
        await ground.away();
      }
    },
    600_000,
  );

async function expectAtHome({ folder, children, run, environment }: Lab, address: string): Promise<void> {
  const shell = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder.root,
    VSPHERE_SERVER: address,
    VSPHERE_USER: 'administrator',
    VSPHERE_PASSWORD: 'real',
    VSPHERE_ALLOW_UNVERIFIED_SSL: 'true',
    DATACORE_USER: 'administrator',
    DATACORE_PASSWORD: 'real',
    CORDEE_DATACORE_ENDPOINTS: `https://${address}`,
    CORDEE_HOME: PROJECT,
  };
  const stack = (name: string): string => join(folder.output, 'stacks', name);
  const plan = ['plan', '-input=false', '-no-color', '-out=production.tfplan'];
  // The stand-in plans nothing outside a rehearsal; the real provider plans on the simulator.
  const more = run.providers.kind === 'real' ? {} : { ...run.providers.environment, CORDEE_REHEARSAL: '1' };
  const planned = await children.run('terraform', plan, { folder: stack('telecom'), environment: { ...shell, ...more } });
  expect([planned.code, planned.err]).toEqual([0, '']);
  const shown = await children.run('terraform', ['show', '-json', 'production.tfplan'], { folder: stack('telecom'), environment });
  const { configuration } = JSON.parse(shown.out) as { configuration: { provider_config: { vsphere: { expressions: unknown } } } };
  expect(configuration.provider_config.vsphere.expressions).toEqual({ vsphere_server: { constant_value: run.vcenter.server } });

  const words = ['apply', '-input=false', '-no-color', '-auto-approve'];
  const applied = await children.run('terraform', words, {
    folder: stack('volumes'),
    environment: { ...shell, ...more, CORDEE_REHEARSAL: '' },
  });
  expect(applied.code).toBe(1);
  if (run.providers.kind === 'real') expect(`${applied.out}${applied.err}`).toContain('the shell is not the lab’s: nothing was asked');

  const { app } = JSON.parse(readFileSync(join(folder.root, 'cdktf.json'), 'utf8')) as { app: string };
  const synth = spawnSync('sh', ['-c', app], { cwd: folder.root, encoding: 'utf8', env: { ...shell, CORDEE_ENVIRONMENT: 'chelles' } });
  expect([synth.status, synth.stdout]).toEqual([0, expect.stringContaining('minimal: ') as unknown]);
  const override = JSON.parse(readFileSync(join(stack('telecom'), OVERRIDE_FILE), 'utf8')) as { provider: unknown };
  expect(override.provider).toEqual({ vsphere: { vsphere_server: run.vcenter.server } });
}
