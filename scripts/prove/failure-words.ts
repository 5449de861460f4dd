/** What a failure means, for people who do not know its id. */
import { type ElementKind, type Element } from '../../config/analysis/elements/element';
import { elementsOf } from '../../config/analysis/elements';
import type { Scenario } from '../../config/analysis/scenarios';
import type { Model } from '../../config/model/model';
import { isRecord } from '../../config/walk';

/** `…` is the title, or the key where there is none. */
const SAYS: Readonly<Record<ElementKind, string>> = {
  site: 'the site … is lost',
  room: 'the room … is lost',
  feed: 'the power feed … fails',
  mains: '… is without power for longer than any UPS lasts',
  'mains-short': '… is without power for as long as a UPS lasts',
  cooling: 'the cooling unit … stops',
  flood: 'the zone … is flooded',
  host: 'the host … fails',
  switch: 'the switch … fails',
  link: 'the link … is cut',
  duct: 'all that lies in the duct … is cut',
  entry: 'all that enters at … is cut',
  pop: 'the point of presence … fails',
  carrier: 'the network of … fails',
  access: 'the Internet access … is cut',
  router: 'the router … fails',
  gateway: 'the gateway … fails',
  'premises-access': 'the access … of a place is cut',
  'storage-server': 'the storage server … fails',
  pool: 'the pool … fails',
  witness: 'the witness fails',
  repository: 'the backup repository … fails',
  machine: 'the physical machine … fails',
  provider: 'the provider of … fails',
  service: 'the software of … fails',
  volume: 'the volume … is deleted or corrupted, on both sides at once',
  intruder: 'an intruder has the rights of the directory, of vCenter and of the storage',
};

/** One clause without its end: `the host “esx-mairie-1” fails`. */
export function failureSays(model: Model, { id, kind, elements }: Scenario): string {
  if (kind === 'named') return namedSays(id.slice('named:'.length));
  const known = new Map(elementsOf(model).map((element) => [element.id, element]));
  return elements
    .map((name) => {
      const element = known.get(name);
      return element === undefined ? `\`${name}\` fails` : elementSays(model, element);
    })
    .join(', and ');
}

const elementSays = (model: Model, { id, kind, path }: Element): string => {
  const key = id.slice(kind.length + 1);
  const title = titleOf(model, kind === 'service' ? ['workloads', key] : path.split('.'));
  return SAYS[kind].replace('…', `“${title ?? key}”`);
};

function titleOf(model: unknown, path: readonly string[]): string | undefined {
  const entity = path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), model);
  return isRecord(entity) && typeof entity['title'] === 'string' ? entity['title'] : undefined;
}

function namedSays(name: string): string {
  const [, reach] = /^partition-(.+)$/.exec(name) ?? [];
  const cut = 'all links between the two sites are cut';
  if (name === 'mirror') return 'the links of the mirrors are cut, all others work';
  if (name === 'blackout') return 'all mains are without power for longer than any UPS lasts';
  if (name === 'partition') return `${cut}, and there is no witness`;
  if (reach === 'both') return `${cut}, and both still reach the witness`;
  if (reach === 'none') return `${cut}, and none reaches the witness`;
  if (reach !== undefined) return `${cut}, and only \`${reach}\` reaches the witness`;
  const [, storage] = /^storage-(.+)$/.exec(name) ?? [];
  if (storage !== undefined) return `all storage servers of \`${storage}\` fail, or have not caught up after its return`;
  const [, compute] = /^compute-(.+)$/.exec(name) ?? [];
  if (compute !== undefined) return `all hosts of \`${compute}\` fail`;
  const [, alone] = /^site-(.+)-without-witness$/.exec(name) ?? [];
  if (alone !== undefined) return `the site \`${alone}\` is lost while the witness is down`;
  const [, site, host] = /^site-(.+?)-and-(.+)$/.exec(name) ?? [];
  return `the site \`${site ?? name}\` is lost, and the host \`${host ?? ''}\` of the other one fails`;
}
