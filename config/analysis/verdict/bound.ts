/** Rows that are bound by a promise although no clock brings them back: physical machines by their class, seats by their minimum. */
import { inOrder, type Model } from '../../model/model';
import type { Scenario } from '../scenarios';
import type { Snapshot } from '../snapshot';
import { machineLinks, seatLinks } from './chain-bound';
import type { Link } from './link';
import type { Family } from './promise';

export interface Bound {
  readonly row: string;
  /** Model path that an exception may name. */
  readonly path: string;
  readonly seats: boolean;
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
      holdsIn: (_, family) => survives.has(family),
      chainIn: (snapshot) => machineLinks(model, snapshot, key),
    };
  });
  const desktops = inOrder(model.desktops).map(([key]): Bound => ({
    row: `desktop:${key}`,
    path: `desktops.${key}`,
    seats: true,
    holdsIn: (scenario, family) => scenario.id !== 'intruder' && (family !== 'named-scenarios' || isSiteAndHost(scenario)),
    chainIn: (snapshot) => seatLinks(model, snapshot, key),
  }));
  return [...machines, ...desktops];
}

/** A site and a further host: what seats must bear beside single failures. */
const isSiteAndHost = ({ elements }: Scenario): boolean => elements.length === 2 && elements.some((id) => id.startsWith('host:'));
