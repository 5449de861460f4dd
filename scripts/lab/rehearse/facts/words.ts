/** The same words for what is described and for what is found. Sizes in MiB. */
import { format } from '../../../../config/model/quantities';

export interface DiskFact {
  readonly name: string;
  readonly size: number;
  readonly datastore: string;
}

export function machineText(memory: number, cpus: number, disks: readonly DiskFact[], backup: string): string {
  const each = [...disks]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, size, datastore }) => `${name} ${format('size', size)} on ${datastore}`);
  return [format('size', memory), `${String(cpus)} processors`, ...each, `backup ${backup}`].join(', ');
}

export const networkText = (vlan: number): string => `VLAN ${String(vlan)}`;

export const clusterText = (evc: string, hosts: readonly string[]): string => [`EVC ${evc}`, ...[...hosts].sort()].join(', ');

/** Its size, where somebody can say it: a state knows none. */
export const datastoreText = (size: number | undefined): string => (size === undefined ? 'there' : format('size', size));

export const volumeText = (size: number, hosts: readonly string[]): string =>
  [format('size', size), `served to ${[...hosts].sort().join(', ')}`].join(', ');

/** `site`: undefined where nobody says where it runs. */
export const placedText = (site: string | undefined, running: boolean): string =>
  [running ? 'running' : 'off', ...(site === undefined ? [] : [`at ${site}`])].join(' ');
