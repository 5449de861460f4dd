/** The whole of what must be there once an order has been applied, whatever was killed on the way: nothing doubled, nothing lost. */
import { readFileSync } from 'node:fs';
import { ORDER } from './orders';

type Listed = (collection: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

export async function inventoryOf(list: Listed, { luns, facts }: { readonly luns: string; readonly facts: string }): Promise<unknown> {
  const disks = await list('virtualdisks');
  const hosts = await list('hosts');
  const ports = await list('ports');
  const paths = (await list('virtuallogicalunits')).filter(({ Type }) => Type === 1);
  return {
    disks: disks.map(({ Alias, Size }) => ({ Alias, Size })),
    hosts: hosts.map(({ Caption }) => Caption).sort(),
    ports: ports.map(({ PortName }) => PortName).sort(),
    paths: paths.length,
    luns: (JSON.parse(readFileSync(luns, 'utf8')) as { luns: unknown }).luns,
    facts: JSON.parse(readFileSync(facts, 'utf8')) as unknown,
  };
}

/** As ESXi names the first disk. */
export async function device(list: Listed): Promise<string> {
  const [disk] = await list('virtualdisks');
  return `naa.${String(disk?.['ScsiDeviceIdString']).toLowerCase()}`;
}

/** What it is for one volume on both hosts; nobody asks vCenter whether they see it. */
export async function expected(list: Listed, sizeMib = ORDER.sizeMib, more: object = {}): Promise<unknown> {
  const names = ORDER.hosts.map(({ name }) => name);
  const naa = await device(list);
  return {
    disks: [{ Alias: ORDER.name, Size: { Value: sizeMib * 1024 ** 2 } }],
    hosts: names,
    ports: ORDER.hosts.map(({ iqn }) => iqn),
    paths: 4,
    luns: [{ naa, sizeMib, lun: 1, hosts: names }],
    facts: { volumes: { [ORDER.name]: { device: naa, manualSteps: ['host-rescan'], ...more } } },
  };
}
