/** When a stack comes out as an earlier run wrote it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../config/model/model';
import { ownersRead, tenantOfStack } from '../stacks/tenant-stack';
import { sha256 } from './sha256';
import type { StackSummary } from './synth';

export type RememberedStack = StackSummary & {
  /** Hash of what it was made from. */
  readonly inputs: string;
};

/** What tenants’ files say and other stacks may read without saying anything of a tenant. */
const OF_TENANTS = ['networks'] as const;
/** A stack that reads these names tenants’ objects, and stands in for their lines: it is made again every time. */
const NOT_REMEMBERED = ['tenants', 'workloads'];

/** Hashes of one Model: of what all stacks share, and of what each is made from. */
export class StackInputs {
  private readonly shared: string;
  private readonly networks = new Map<string, string>();

  /** `hashes`: of the text of each file. */
  constructor(
    private readonly model: Model,
    private readonly hashes: ReadonlyMap<string, string>,
  ) {
    const files = [...hashes].filter(([file]) => !file.startsWith('tenants')).sort();
    // Shared services are found by what workloads provide, and a tenant may provide one.
    const providers = Object.values(model.workloads).filter(({ provides }) => provides.length > 0);
    this.shared = sha256(JSON.stringify([model.environment, files, hashes.get('tenants.yaml'), providers]));
  }

  /** Undefined of a stack that cannot be remembered. */
  of({ name, read }: Pick<StackSummary, 'name' | 'read'>): string | undefined {
    const tenant = tenantOfStack(name);
    if (tenant !== undefined) return this.model.tenants[tenant] === undefined ? undefined : this.ofTenant(tenant);
    if (NOT_REMEMBERED.some((field) => read.includes(field))) return undefined;
    return sha256(JSON.stringify([this.shared, OF_TENANTS.map((field) => (read.includes(field) ? this.hashOf(field) : ''))]));
  }

  /** A tenant’s own file, and those of the tenants whose workloads it names. */
  private ofTenant(tenant: string): string {
    return sha256(JSON.stringify([this.shared, ownersRead(this.model, tenant).map((owner) => this.hashes.get(`tenants/${owner}.yaml`))]));
  }

  private hashOf(field: (typeof OF_TENANTS)[number]): string {
    const known = this.networks.get(field) ?? sha256(JSON.stringify(this.model[field]));
    this.networks.set(field, known);
    return known;
  }
}

/** Whether the output still holds every file of it. */
export const stillThere = ({ file, sha256: hash, files }: StackSummary, outdir: string): boolean =>
  [[file, hash] as const, ...files].every(([path, expected]) => {
    const whole = join(outdir, path);
    return existsSync(whole) && sha256(readFileSync(whole, 'utf8')) === expected;
  });
