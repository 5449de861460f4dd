/** The reference estate and its register, one of each kind of thing that it remembers, and ways to change them. */
import type { Finding, Place } from '../../config/finding';
import type { ApprovalAct } from '../../config/model/governance';
import type { Model } from '../../config/model/model';
import { compareRegister, type CompareOptions, type Register, renderRegister, statefulEntries } from '../../config/register';
import { edited, type Editable } from '../stacks/rendered';
import { checked, filesOf } from '../support/estates';

export type Copy = Editable<Model>;

export const modelOf = (environment: string): Model => {
  const { model } = checked(filesOf(environment), environment);
  if (model === undefined) throw new Error(`${environment} is broken`);
  return model;
};
export const chelles = modelOf('chelles');
export const LOCK = renderRegister({ keys: statefulEntries(chelles), leaving: {} });
export const lineOf = (key: string, text = LOCK): number => text.split('\n').findIndex((line) => line.startsWith(`  ${key}: `)) + 1;

/** A place that says which path was asked for. */
export const place = (path: string): Place => ({ file: path, line: 0, column: 0, length: 1 });
export const compare = (model: Model, text = LOCK, options: CompareOptions = {}): { findings: readonly Finding[]; next: Register } =>
  compareRegister(model, text, place, options);
export const said = ({ findings }: { findings: readonly Finding[] }): string[] =>
  findings.map(({ rule, subject }) => `${rule} ${subject}`).sort();
export const approve = (copy: Copy, acts: readonly ApprovalAct[], ...keys: string[]): void => {
  copy.approvals['depart'] = { keys, for: [...acts], reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
};

export const without = (change: (copy: Copy) => void): Model => edited(chelles, change);
export const drop = <T>(entities: Record<string, T>, keep: (key: string, entity: T) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(entities).filter(([key, entity]) => keep(key, entity)));

export const VM = Object.values(chelles.workloads).find(
  ({ ownerKind, existing, disks }) => ownerKind === 'tenants' && !existing && Object.keys(disks).length > 1,
)!;
export const DISK = Object.keys(VM.disks).at(-1)!;
export const VOLUME = Object.entries(chelles.volumes).find(([, { existing, mirrored }]) => !existing && mirrored)![0];
export const DATASTORE = Object.entries(chelles.datastores).find(([, { existing }]) => !existing)![0];
export const TENANT = VM.owner;
export const SWITCH = Object.entries(chelles['distributed-switches']).find(([, { existing }]) => !existing)![0];
export const NETWORK = Object.values(chelles.networks).find(
  ({ existing, owner, switch: on }) => !existing && owner === undefined && on === SWITCH,
)!.id;
export const HOST = Object.keys(chelles.hosts)[0]!;
export const tenantKeys = Object.keys(statefulEntries(chelles)).filter(
  (key) => key === `stack/tenant-${TENANT}` || key.startsWith(`vm/${TENANT}/`) || key.startsWith(`network/${TENANT}/`),
);
