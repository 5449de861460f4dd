/** Rows that are bound by a promise although no clock brings them back: machines by their class, seats by their minimum, schools by where they land. */
import { inOrder, type Model } from '../../model/model';
import type { Scenario } from '../scenarios';
import type { Loss } from '../clock';
import type { Snapshot } from '../snapshot';
import { machineLinks, seatLinks } from './chain-bound';
import { schoolLinks } from './chain-school';
import type { Link } from './link';
import type { Family } from './promise';

export interface Bound {
  readonly row: string;
  /** Model path that an exception may name. */
  readonly path: string;
  readonly seats: boolean;
  /** Seats and schools have no data; nothing says how much a machine of its own kind has lost. */
  readonly loss: Loss;
  readonly holdsIn: (scenario: Scenario, family: Family) => boolean;
  /** Why it fails after one failure. */
  readonly chainIn: (snapshot: Snapshot) => readonly Link[];
}

export function boundRows(model: Model): readonly Bound[] {
  const machines = inOrder(model.machines).map(([key, machine]): Bound => {
    const survives = new Set<string>(model.classes[machine.class]?.survives ?? []);
    return {
      row: `machine:${key}`,
      path: `machines.${key}`,
      seats: false,
      loss: 'not-known',
      holdsIn: (_, family) => survives.has(family),
      chainIn: (snapshot) => machineLinks(model, snapshot, key),
    };
  });
  const desktops = inOrder(model.desktops).map(([key]): Bound => ({
    row: `desktop:${key}`,
    path: `desktops.${key}`,
    seats: true,
    loss: 0,
    holdsIn: (scenario, family) => scenario.id !== 'intruder' && (family !== 'named-scenarios' || isSiteAndHost(scenario)),
    chainIn: (snapshot) => seatLinks(model, snapshot, key),
  }));
  // With one landing it is cut with that site, which is shown; with several it was built to outlive each.
  const schools = inOrder(model.schools)
    .filter(([, { landing }]) => landing.length > 1)
    .map(([key]): Bound => ({
      row: `school:${key}`,
      path: `schools.${key}`,
      seats: false,
      loss: 0,
      holdsIn: (_, family) => family === 'site',
      chainIn: (snapshot) => schoolLinks(model, snapshot, key),
    }));
  return [...machines, ...desktops, ...schools];
}

/** A site and a further host: what seats must bear beside single failures. */
const isSiteAndHost = ({ elements }: Scenario): boolean => elements.length === 2 && elements.some((id) => id.startsWith('host:'));
