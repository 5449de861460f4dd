/** Tenants, services, premises, schools, hosted applications and seats. */
import type { Application } from '../../../../../config/model/application';
import type { Desktop } from '../../../../../config/model/desktop';
import type { Model } from '../../../../../config/model/model';
import type { Premises } from '../../../../../config/model/premises';
import { DAY, END, GIB, tail, title, type Of } from './common';

export const tenant = (): Model['tenants'][string] => ({
  title,
  existing: false,
  siret: '00000000000000',
  contact: 'test',
  agreement: { reference: 'T', start: '2026-01-01', end: END, reversibility: 'T' },
  costKey: 'memory',
  objectives: { dmia: 8 * 3600, pdma: DAY },
  quota: { cpu: 100_000, memory: 1000 * GIB, storage: 1000 * GIB },
  permissions: [],
});

export const service = (): Model['services'][string] => ({
  title,
  existing: false,
  stack: 'shared-services',
  permissions: [],
});

type PremisesAccess = Premises['accesses'][string];
export const landing = (at: string, carrier: string, more: Partial<PremisesAccess> = {}): PremisesAccess => ({
  carrier,
  ...tail,
  landing: at,
  capacity: 1000,
  medium: 'fibre',
  ...more,
});
export const premises = (tenant: string, accesses: Premises['accesses'], more: Partial<Premises> = {}): Premises => ({
  title,
  tenant,
  purpose: 'office',
  seats: 10,
  accesses,
  ...more,
});

export const school = (premisesKey: string, exit: string): Model['schools'][string] => ({
  title,
  level: 'elementary',
  premises: premisesKey,
  access: 'town-fibre',
  landing: [],
  devices: 20,
  filter: 'pupils',
  exit,
  logs: { regime: 'internal', retention: 365 * DAY },
});

export const application = (tenants: readonly string[], useKey: string, identity: readonly string[] = []): Application => ({
  title,
  supplier: 'maker',
  tenants,
  dataLocation: 'FR',
  promised: { rto: 3600, availability: 99.9 },
  use: useKey,
  flows: [],
  identity,
  probe: 'https://app.example.org',
  contract: { reference: 'T', end: END },
  reversibility: { format: 'CSV', notice: 90 * DAY },
  criticality: 'important',
});

export const desktop = (more: Of<Desktop, 'seats' | 'minimumSeats' | 'sessionHosts' | 'brokers'>): Desktop => ({
  title,
  tenants: [],
  power: { before: 200, after: 20, hoursPerYear: 1700 },
  ...more,
});
