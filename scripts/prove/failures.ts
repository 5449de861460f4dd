/** Which failures are judged, what describes each, and the equipment that falls with it. */
import { elementsOf } from '../../config/analysis/elements';
import type { Model } from '../../config/model/model';
import { inOrder } from '../../config/model/model';
import { type Bits, has } from '../../config/analysis/survival/bits';
import { equipmentOf } from '../../config/analysis/survival/equipment';
import { failureSays } from './failure-words';
import type { Told } from './told';
import { few, wrapped } from './words';

export interface Failure {
  readonly id: string;
  readonly says: string;
  /** Model path of the element; absent where a failure is more, or other, than one. */
  readonly path?: string;
  /** Ids of the elements that have failed. */
  readonly elements: readonly string[];
  /** Ids of the equipment and lines that are down with it, itself not counted. */
  readonly takes: readonly string[];
}

/** Single elements and named scenarios; pairs are any two of the elements. */
export function failuresOf({ model, proof: { survival } }: Pick<Told, 'model' | 'proof'>): readonly Failure[] {
  const paths = new Map(elementsOf(model).map(({ id, path }) => [id, path]));
  const parts = partsOf(model, survival.field);
  return survival.field.told.slice(1).map((scenario, position): Failure => {
    const { id, elements } = scenario;
    const path = paths.get(id);
    const takes = parts.flatMap(([part, down]) => (has(down, position + 1) && !elements.includes(part) ? [part] : []));
    return { id, says: failureSays(model, scenario), ...(path === undefined ? {} : { path }), elements, takes };
  });
}

/** Equipment and lines that are down in a scenario, what has failed itself not counted. */
export function takenBy(model: Model, field: Told['proof']['survival']['field'], index: number): readonly string[] {
  const { elements } = field.scenario(index);
  return partsOf(model, field).flatMap(([part, down]) => (has(down, index) && !elements.includes(part) ? [part] : []));
}

/** What can be down with something else, and in which scenarios it is. */
function partsOf(model: Model, field: Told['proof']['survival']['field']): readonly (readonly [string, Bits])[] {
  const equipment = equipmentOf(model, field);
  const of = (kind: string, entities: Readonly<Record<string, unknown>>, down: (key: string) => Bits) =>
    inOrder(entities).map(([key]) => [`${kind}:${key}`, down(key)] as const);
  return [
    ...of('host', model.hosts, equipment.host),
    ...of('storage-server', model['storage-servers'], equipment.server),
    ...inOrder(model['storage-servers']).flatMap(([server, { pools }]) =>
      of('pool', pools, (key) => equipment.pool(server, key)).map(([id, down]) => [id.replace(':', `:${server}/`), down] as const),
    ),
    ...of('switch', model['physical-switches'], equipment.switch),
    ...of('router', model.routers, equipment.router),
    ...of('gateway', model.gateways, equipment.gateway),
    ...of('repository', model.repositories, equipment.repository),
    ...of('machine', model.machines, equipment.machine),
    ...of('link', model.links, equipment.wire),
    ...of('access', model.accesses, equipment.access),
    ...inOrder(model.premises).flatMap(([premises, { accesses }]) =>
      of('premises-access', accesses, (key) => equipment.premisesAccess(premises, key)).map(
        ([id, down]) => [id.replace(':', `:${premises}/`), down] as const,
      ),
    ),
    ...(model.storage.witness === undefined ? [] : [['witness', equipment.witness] as const]),
  ];
}

/** Ids that are told of what falls; the others are counted. */
const SHOWN = 5;

export function failureLines(told: Told): readonly string[] {
  return failuresOf(told).flatMap(({ id, says, path, takes }) => {
    const [first = '', ...rest] = wrapped(`${id}  ${says}${path === undefined ? '' : ` (${told.at(path)})`}`, '', '    ');
    return [
      `${told.colors.bold(id)}${first.slice(id.length)}`,
      ...rest,
      ...(takes.length === 0 ? [] : wrapped(`with it: ${few(takes, SHOWN)}`, '    ')),
    ];
  });
}
