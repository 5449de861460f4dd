/** Storage servers, their volumes, the witness, and where copies lie. */
import type { Model } from '../../../../../config/model/model';
import type { BackupClass, Repository } from '../../../../../config/model/backup';
import type { StorageServer } from '../../../../../config/model/storage-server';
import type { Volume } from '../../../../../config/model/volume';
import { backupClass, datastore, immutable, offline, pool, port, repository, storageServer, volume } from '../entities';
import { keyed } from '../keyed';
import { type Dice, names } from './dice';
import { SIDES, standing } from './places';

type Ground = Pick<Model, 'sites' | 'physical-switches' | 'links' | 'storage'>;
type Port = StorageServer['ports'][string];
const ROLES: readonly Port['role'][] = ['front-end-a', 'front-end-b', 'mirror-1', 'mirror-2'];

export function storage(dice: Dice, model: Ground): Pick<Model, 'storage' | 'storage-servers' | 'volumes' | 'datastores'> {
  const counts = { a: dice.number(1, 2), b: dice.chance(0.9) ? dice.number(1, 2) : 0 };
  const servers = Object.fromEntries(
    SIDES.flatMap((side) => names(`store-${side}`, counts[side]).map((key) => [key, server(dice, model, side)] as const)),
  );
  const volumes = keyed(names('vol', dice.number(1, 5)), () => oneVolume(dice, servers));
  const stores = Object.keys(volumes).map((key) => [key.replace('vol', 'data'), datastore(key)] as const);
  const second = dice.chance(0.2) ? [['data-more', datastore(dice.one(Object.keys(volumes)))] as const] : [];
  return { storage: group(dice, model), 'storage-servers': servers, volumes, datastores: Object.fromEntries([...stores, ...second]) };
}

function server(dice: Dice, model: Ground, side: string): StorageServer {
  const switches = Object.keys(model['physical-switches']).filter((key) => model['physical-switches'][key]!.site === side);
  const roles = dice.chance(0.1) ? dice.some(ROLES, 0.7) : [...ROLES, ...dice.some(ROLES, 0.1)];
  const capacity = () => pool({ iops: dice.one([1000, 2000]), writeThroughIops: dice.one([400, 800]) });
  return storageServer(side, {
    ...standing(dice, model, side),
    ports: Object.fromEntries(roles.map((role, index) => [`port-${String(index)}`, port(role, dice.one(switches))])),
    pools: { fast: capacity(), ...(dice.chance(0.4) ? { big: { ...capacity(), tier: 'capacity' } } : {}) },
  });
}

function oneVolume(dice: Dice, servers: Model['storage-servers']): Volume {
  const keys = Object.keys(servers);
  const tier = (key: string) => dice.one(Object.values(servers[key]!.pools)).tier;
  const first = dice.one(keys);
  const mates = keys.filter((key) => servers[key]!.site !== servers[first]!.site);
  const witness = dice.chance(0.3) ? 'none' : 'group';
  if (mates.length === 0 || dice.chance(0.25))
    return volume(servers[first]!.site, { mirrored: false, pools: { [first]: tier(first) }, witness });
  const second = dice.one(mates);
  return volume(servers[dice.one([first, second])]!.site, { pools: { [first]: 'ssd', [second]: 'ssd' }, witness });
}

function group(dice: Dice, { sites, links, storage: base }: Ground): Model['storage'] {
  const partition = dice.one(['unknown', 'unknown', 'preferred-side', 'both-serve', 'both-refuse'] as const);
  if (!('w' in sites) || dice.chance(0.25)) return { ...base, partition };
  const candidates = Object.keys(links).filter((key) => 'w' in links[key]!.ends || dice.chance(0.05));
  const option = dice.chance(0.4) ? 'per-volume' : 'default';
  return { ...base, partition, witness: { site: 'w', address: '10.0.0.1', routes: dice.some(candidates, 0.85), option } };
}

export function backup(dice: Dice, model: Pick<Model, 'sites'>): Pick<Model, 'repositories' | 'backup-classes'> {
  const sites = Object.keys(model.sites);
  const repositories = keyed(names('repo', dice.number(1, 3)), (): Repository => {
    const storageKind = dice.chance(0.1) ? 'protected-pool' : dice.one(['own-disks', 'library'] as const);
    const locked = dice.chance(0.3) ? { immutability: immutable } : {};
    const carried = dice.chance(0.25) ? { offline: offline(dice.one(sites)) } : {};
    const at = dice.one(sites);
    return repository(at, { ...standing(dice, model, at), storage: storageKind, ...locked, ...carried });
  });
  const keys = Object.keys(repositories);
  const pair = () => ({ near: dice.one(keys), far: dice.one(keys) });
  const classes = keyed(['daily', 'weekly'], (): BackupClass => {
    const homes = dice.chance(0.85) ? [...SIDES] : [dice.one(SIDES)];
    const made = backupClass(keyed(homes, pair), dice.chance(0.3) ? dice.one(keys) : undefined);
    return dice.chance(0.1) ? { ...made, tape: dice.one(keys) } : made;
  });
  return { repositories, 'backup-classes': classes };
}
