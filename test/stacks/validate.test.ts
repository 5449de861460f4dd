/** What the real Terraform and the real providers say of the stacks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Leaving } from '../../config/register';
import { needs } from '../support/needs';
import { edited, rendered, renderModel, type Rendered } from './rendered';
import { init, terraform, writeTexts } from './terraform';

const MINUTES = 60_000;
let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'cordee-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Said {
  readonly valid: boolean;
  readonly diagnostics: readonly { readonly severity: string; readonly summary: string; readonly detail?: string }[];
}

/** Every stack initialised and validated, two at a time; what is said of each, without the backend and its state. */
async function validate(name: string, { output, stacks }: Rendered): Promise<Record<string, unknown>> {
  const root = join(folder, name);
  writeTexts(root, output.texts);
  const said: Record<string, unknown> = {};
  const queue = [...stacks.keys()];
  const work = async (): Promise<void> => {
    for (let stack = queue.shift(); stack !== undefined; stack = queue.shift()) {
      await init(root, stack, '-backend=false');
      const { valid, diagnostics } = JSON.parse((await terraform(root, stack, 'validate', '-json')).out) as Said;
      said[stack] = { valid, diagnostics: diagnostics.map(({ severity, summary, detail }) => `${severity}: ${summary} ${detail ?? ''}`) };
    }
  };
  await Promise.all([work(), work()]);
  return said;
}
const clean = ({ stacks }: Rendered): Record<string, unknown> =>
  Object.fromEntries([...stacks.keys()].map((name) => [name, { valid: true, diagnostics: [] }]));

describe('the real providers find nothing to say, not even a warning', () => {
  for (const environment of ['minimal', 'chelles'])
    needs(
      ['provider'],
      `of any stack of ${environment}`,
      async () => expect(await validate(environment, rendered(environment))).toEqual(clean(rendered(environment))),
      10 * MINUTES,
    );

  needs(
    ['provider'],
    'of stacks that something leaves, also where nothing else is left',
    async () => {
      const approval = { key: 'depart', for: ['leave'] as const, reason: 'fin du ${service}', owner: 'direction', until: '2027-01-31' };
      const leaving: Record<string, Leaving> = {
        'volume/ancien': { stack: 'volumes', address: 'null_resource.ancien_identity', approval },
        'datastore/ancien': { stack: 'storage', address: 'vsphere_vmfs_datastore.ancien', approval },
        'vm/ancien/serveur': { stack: 'tenant-ancien', address: 'vsphere_virtual_machine.ancien_serveur', approval },
        'stack/tenant-ancien': { stack: 'tenant-ancien', approval },
      };
      const after = renderModel(rendered('minimal').model, leaving);
      expect([...after.stacks.keys()]).toContain('tenant-ancien');
      expect(await validate('leaving', after)).toEqual(clean(after));
    },
    5 * MINUTES,
  );

  needs(
    ['provider'],
    'of an estate that exists already and keeps its state in PostgreSQL',
    async () => {
      const existing = edited(rendered('minimal').model, (copy) => {
        copy.estate.backend = 'pg';
        const collections = [
          copy.clusters,
          copy.datastores,
          copy.volumes,
          copy['distributed-switches'],
          copy.tenants,
          copy.networks,
          copy.roles,
        ];
        for (const entities of [...collections, copy.workloads]) for (const entity of Object.values(entities)) entity.existing = true;
      });
      const after = renderModel(existing);
      expect(await validate('existing', after)).toEqual(clean(after));
    },
    5 * MINUTES,
  );
});
