/** What Terraform says it will do, and did, read from its own machine-readable output. */

/** `replace` is a deletion and a creation; `forget` lets an object go from the state and leaves it where it is. */
export type Action = 'create' | 'update' | 'delete' | 'replace' | 'forget' | 'import';

export interface PlannedChange {
  readonly address: string;
  readonly kind: string;
  readonly action: Action;
}

export interface Diagnostic {
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

export interface Plan {
  readonly changes: readonly PlannedChange[];
  /** What Terraform itself counts; a replacement counts twice. */
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

/** A line of `terraform … -json`, as far as it is read here. */
interface Message {
  readonly type: string;
  readonly change?: { readonly resource: { readonly addr: string; readonly resource_type: string }; readonly action: string };
  readonly changes?: { readonly add: number; readonly change: number; readonly remove: number };
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail?: string; readonly address?: string };
  readonly hook?: {
    readonly resource: { readonly addr: string; readonly resource_type: string };
    readonly action?: string;
    readonly id_value?: string;
  };
}

/** What Terraform calls each; undefined: nothing that exists becomes different. */
const ACTIONS: Readonly<Record<string, Action | undefined>> = {
  noop: undefined,
  read: undefined,

  create: 'create',
  update: 'update',
  delete: 'delete',
  replace: 'replace',
  remove: 'forget',
  import: 'import',
};

/** Lines that are no JSON (what a local command prints) are none of Terraform’s. */
export function messageOf(line: string): Message | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

export function planOf(out: string): Plan {
  const messages = out.split('\n').flatMap((line) => messageOf(line) ?? []);
  const changes = messages.flatMap(({ type, change }): PlannedChange[] => {
    if (type !== 'planned_change' || change === undefined) return [];
    // Passed over, it would make a plan look empty that is not.
    if (!(change.action in ACTIONS))
      throw new Error(`Terraform plans to \`${change.action}\` ${change.resource.addr}: Cordée does not know what that is`);
    const action = ACTIONS[change.action];
    return action === undefined ? [] : [{ address: change.resource.addr, kind: change.resource.resource_type, action }];
  });
  const { add = 0, change = 0, remove = 0 } = messages.findLast(({ type }) => type === 'change_summary')?.changes ?? {};
  return { changes, add, change, destroy: remove };
}

export const diagnosticsOf = (out: string): Diagnostic[] =>
  out.split('\n').flatMap((line) => {
    const { type, diagnostic } = messageOf(line) ?? {};
    if (type !== 'diagnostic' || diagnostic?.severity !== 'error') return [];
    const { summary, detail = '', address } = diagnostic;
    return [{ summary, detail, ...(address === undefined ? {} : { address }) }];
  });

/** `3 to add, 1 to change, 0 to destroy`, as Terraform says it. */
export const summary = ({ add, change, destroy }: Pick<Plan, 'add' | 'change' | 'destroy'>): string =>
  `${String(add)} to add, ${String(change)} to change, ${String(destroy)} to destroy`;
