/** Machines of the reference estate’s lab, and what the estate says of them. */
import ipaddr from 'ipaddr.js';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { modelOf } from '../../constructs/telecom/estate';
import { EstateLab, type Machine } from './estate-lab';

export const model = modelOf('chelles');

/** A machine in a network, at its last address: nothing in the estate has it. */
function machine(name: string, id: string): Machine & { readonly use: string } {
  const { subnet, use = '' } = model.networks[id]!;
  const octets = ipaddr.IPv4.broadcastAddressFromCIDR(subnet).octets;
  return { name, network: id, use, address: [...octets.slice(0, 3), octets[3]! - 1].join('.') };
}

/** One machine for each use. */
export const USERS = [
  machine('office', 'desktops'),
  machine('guest', 'guests'),
  machine('published', 'dmz'),
  machine('service', 'services'),
  machine('filter', 'schools'),
];
const PUPILS = Object.keys(model.networks).find((id) => model.networks[id]!.role === 'pedagogy')!;
/** And one each where a zone, or a whole domain, has no Internet. */
export const MACHINES = [...USERS, machine('pupil', PUPILS), machine('files', 'ville/serveurs'), machine('admin', 'management')];

export const machineOf = (name: string): (typeof MACHINES)[number] => MACHINES.find((one) => one.name === name)!;
export const at = (name: string): string => machineOf(name).address;
export const lab = new EstateLab(model, MACHINES);

const zoneOf = (name: string): string => model.networks[machineOf(name).network]!.zone;

/** What the estate says: a connection is opened where a flow is open in that direction, and within a zone. */
export function opens(from: string, to: string): boolean {
  const [a, b] = [zoneOf(from), zoneOf(to)];
  return a === b || Object.values(model.flows).some((flow) => flow.state === 'open' && flow.from === a && flow.to === b);
}

/** Packets that open no connection pass in both directions of a flow. */
export const flows = (from: string, to: string): boolean => opens(from, to) || opens(to, from);

/** Where each use must leave, without the accesses that are cut. */
export const wayOut = (...cut: readonly string[]): Record<string, string | undefined> =>
  Object.fromEntries(USERS.map(({ use }) => [use, model.uses[use]!.accesses.find((access) => !cut.includes(access))]));
async function exits(): Promise<Record<string, string | undefined>> {
  return Object.fromEntries(await Promise.all(USERS.map(async ({ name, use }) => [use, await lab.exitOf(name)] as const)));
}

/** Asks until the answer is right, and gives the last one: the assertion then shows what was wrong. */
export async function until<T>(ask: () => T | Promise<T>, right: T, seconds: number): Promise<T> {
  const end = Date.now() + 1000 * seconds;
  for (;;) {
    const answer = await ask();
    if (isDeepStrictEqual(answer, right) || Date.now() > end) return answer;
    await wait(200);
  }
}

/** Waits until every use leaves by its first access that is not cut. */
export async function settled(...cut: readonly string[]): Promise<void> {
  const wanted = wayOut(...cut);
  expect(await until(exits, wanted, 30)).toEqual(wanted);
}

/** Those for which it is true, asked all at once. */
export async function those<T>(asked: readonly T[], is: (one: T) => Promise<boolean>): Promise<T[]> {
  const answers = await Promise.all(asked.map(is));
  return asked.filter((_, index) => answers[index] === true);
}
