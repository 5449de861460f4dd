/** Real Terraform on the stand-in: the stacks of `minimal`, and what only the stand-in says. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { goTool } from '../../../scripts/go-tool';
import { installStandIn } from '../../../scripts/lab/stand-in/install';
import type { Model } from '../../../config/model/model';
import { rendered } from '../../stacks/rendered';
import { writeTexts } from '../../stacks/terraform';
import { needs } from '../../support/needs';

const STACKS = ['telecom', 'volumes', 'storage', 'servers', 'tenant-ville'] as const;
let root = '';
let environment: Readonly<Record<string, string>> = {};
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'cordee-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const place = (path: string, content: unknown): string => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

/** What a lab puts around Terraform: what is there at first, what the storage serves, and an applier that says yes. */
async function lab(model: Model): Promise<void> {
  const devices = Object.keys(model.volumes).map((key, index) => [key, `naa.60030d90${String(index).padStart(24, '0')}`] as const);
  const { environment: ofStandIn } = installStandIn({
    folder: join(root, 'stand-in'),
    binary: await goTool('stand-in'),
    versions: model.estate.providers,
    inventory: place('inventory.json', {
      datacenter: model.estate.vcenter.datacenter,
      hosts: Object.values(model.hosts).map(({ name, site }) => ({ name, site })),
      templates: Object.values(model.templates).map(({ name, guest, firmware }) => ({ name, guest, firmware, diskMib: 20480 })),
    }),
    luns: place('luns.json', { luns: devices.map(([, naa]) => ({ naa, sizeMib: 1024 })) }),
  });
  place('.cordee/facts/minimal.json', { volumes: Object.fromEntries(devices.map(([key, device]) => [key, { device }])) });
  place('home/dist/cordee.js', 'process.exit(0)');
  environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: root,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    CORDEE_HOME: join(root, 'home'),
    ...ofStandIn,
  };
}

interface Ran {
  readonly code: number;
  readonly out: string;
}
const terraform = (stack: string, command: string, ...words: readonly string[]): Promise<Ran> =>
  new Promise((done) => {
    const cwd = join(root, 'out', 'stacks', stack);
    const args = [command, ...(command === 'show' ? [] : ['-input=false']), '-no-color', ...words];
    execFile('terraform', args, { cwd, env: environment, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out: `${stdout}${stderr}` }),
    );
  });
const apply = (stack: string): Promise<Ran> => terraform(stack, 'apply', '-auto-approve');
const planned = async (stack: string): Promise<number> => (await terraform(stack, 'plan', '-detailed-exitcode')).code;
const refusalsIn = ({ out }: Ran): string[] => [...out.matchAll(/^Error: (.*)$/gm)].map(([, text = '']) => text);
const summaryIn = ({ out }: Ran): string | undefined => /^(?:Apply|Destroy) complete! .*$/m.exec(out)?.[0];

type Json = Record<string, Record<string, Record<string, Record<string, unknown>>>>;
/** Changes the JSON of a stack as an edit of the estate would. */
function edit(stack: string, change: (resources: Json[string]) => void): void {
  const path = join(root, 'out', 'stacks', stack, 'cdk.tf.json');
  const json = JSON.parse(readFileSync(path, 'utf8')) as Json;
  change(json['resource']!);
  writeFileSync(path, JSON.stringify(json));
}

needs(
  ['terraform', 'go'],
  'the stacks of minimal are applied, planned empty, changed in place and destroyed',
  async () => {
    const { model, output } = rendered('minimal');
    writeTexts(join(root, 'out'), output.texts);
    await lab(model);
    for (const stack of STACKS) {
      expect(await terraform(stack, 'init')).toMatchObject({ code: 0 });
      const applied = await apply(stack);
      expect([stack, applied.code, refusalsIn(applied), await planned(stack)]).toEqual([stack, 0, [], 0]);
      expect(applied.out).toContain('Warning: stand-in: no real provider');
    }

    // A setting changed, one cleared, a file's hash changed: in place, and another null resource.
    edit('telecom', (resources) => {
      const [group] = Object.values(resources['vsphere_distributed_port_group']!);
      group!['vlan_id'] = 3999;
      delete group!['port_config_reset_at_disconnect'];
      const [file] = Object.values(resources['null_resource']!);
      (file!['triggers'] as Record<string, string>)['sha256'] = 'another';
    });
    expect(summaryIn(await apply('telecom'))).toBe('Apply complete! Resources: 1 added, 1 changed, 1 destroyed.');
    expect(await planned('telecom')).toBe(0);

    edit('tenant-ville', (resources) => {
      for (const named of Object.values(resources)) for (const body of Object.values(named)) delete body['lifecycle'];
    });
    const destroyed = await terraform('tenant-ville', 'destroy', '-auto-approve');
    expect(summaryIn(destroyed)).toMatch(/^Destroy complete! Resources: \d+ destroyed\.$/);
    expect(await planned('tenant-ville')).toBe(2);
  },
  300_000,
);

/** A stack of a few objects, written here. */
const small = (blocks: { readonly resource: object } | { readonly data: object }): void => {
  const { model } = rendered('minimal');
  const required_providers = {
    vsphere: { source: 'vmware/vsphere', version: model.estate.providers.vsphere },
    null: { source: 'hashicorp/null', version: model.estate.providers.null },
  };
  place('out/stacks/small/main.tf.json', { terraform: { required_providers }, provider: { vsphere: {} }, ...blocks });
};

needs(
  ['terraform', 'go'],
  'what the stand-in refuses is said as vSphere says it, and labelled; what is there can be imported',
  async () => {
    await lab(rendered('minimal').model);
    small({
      resource: {
        vsphere_folder: {
          one: { path: 'tenants', type: 'datacenter' },
          two: { path: 'Tenants', type: 'datacenter', depends_on: ['vsphere_folder.one'] },
        },
        vsphere_vmfs_datastore: { store: { name: 'store', host_system_id: 'host-unknown', disks: ['naa.unserved'] } },
      },
    });
    await terraform('small', 'init');
    expect(refusalsIn(await apply('small')).sort()).toEqual([
      expect.stringMatching(/^stand-in: the name 'Tenants' already exists: vsphere_folder group-d\d+$/),
      'stand-in: the storage serves no disk "naa.unserved" to the host "host-unknown": a datastore needs a volume that is served',
    ]);

    // As after a crash: the object is there, the state does not know it.
    rmSync(join(root, 'out/stacks/small/terraform.tfstate'));
    small({ resource: { vsphere_folder: { one: { path: 'tenants', type: 'datacenter' } } } });
    expect(refusalsIn(await apply('small'))).toEqual([
      expect.stringMatching(/^stand-in: the name 'tenants' already exists: vsphere_folder group-d\d+$/),
    ]);
    expect(await terraform('small', 'import', 'vsphere_folder.one', 'tenants')).toMatchObject({ code: 0 });
    expect(await planned('small')).toBe(0);

    small({ data: { vsphere_host: { other: { name: 'esx-unknown', datacenter_id: 'datacenter-1' } } } });
    expect(refusalsIn(await terraform('small', 'plan'))).toEqual(['stand-in: host "esx-unknown" not found']);

    const { CORDEE_REHEARSAL: _, ...elsewhere } = environment;
    environment = elsewhere;
    expect((await terraform('small', 'plan')).out.replace(/\s+/g, ' ')).toContain(
      "stand-in: refused outside a rehearsal: this program only plays the provider's part",
    );
  },
  300_000,
);
