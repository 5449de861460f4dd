/** Switches, routers, links, accesses, uses and gateways. */
import type { Access } from '../../../../../config/model/access';
import type { Gateway } from '../../../../../config/model/gateway';
import type { Link } from '../../../../../config/model/link';
import type { NetworkNode } from '../../../../../config/model/model';
import type { PhysicalSwitch } from '../../../../../config/model/physical-switch';
import type { Router } from '../../../../../config/model/router';
import type { Supplier } from '../../../../../config/model/supplier';
import type { Use } from '../../../../../config/model/use';
import { ADDRESS, END, standing, tail, title, type Of } from './common';

export const physicalSwitch = (at: string, more: Partial<PhysicalSwitch> = {}): PhysicalSwitch => ({ title, ...standing(at), ...more });

export const router = (at: string, more: Partial<Router> = {}): Router => ({
  title,
  ...standing(at),
  loopback: ADDRESS,
  trunk: 'eth0',
  ...more,
});

export const network = (id: string, more: Partial<NetworkNode> = {}): NetworkNode => ({
  title,
  existing: false,
  role: 'workload',
  vlan: 10,
  subnet: '10.0.0.0/24',
  zone: 'servers',
  switch: 'lan',
  gateways: {},
  isolation: {},
  id,
  key: id,
  path: `networks.${id}`,
  name: id,
  stack: 'telecom',
  ...more,
});

export const link = (ends: Link['ends'], carries: Link['carries'], more: Of<Link, 'carrier'>): Link => ({
  title,
  medium: 'dark-fibre',
  ends,
  ...tail,
  rtt: 0.001,
  capacity: 10_000,
  carries,
  cost: 10,
  ...more,
});

export const access = (at: string, more: Of<Access, 'carrier'>): Access => ({
  title,
  site: at,
  router: `router-${at}`,
  technology: 'fibre',
  entry: 'north',
  ...tail,
  capacity: 1000,
  repairTime: 4 * 3600,
  peer: { asn: 64_500, local: ADDRESS, remote: ADDRESS },
  ...more,
});

export const use = (accesses: readonly string[], prefixes: readonly string[] = []): Use => ({ title, table: 10, accesses, prefixes });

export const gateway = (role: Gateway['role'], at: string, more: Partial<Gateway> = {}): Gateway => ({
  title,
  role,
  ...standing(at),
  addresses: { lan: ADDRESS },
  partner: '',
  ...more,
});

export const supplier = (): Supplier => ({ title, roles: ['carrier'], contract: { reference: 'T', end: END }, criteria: {} });
