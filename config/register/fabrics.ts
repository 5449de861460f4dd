/** What every host stands on: with another VLAN, subnet or address its storage, its management or its moves are gone at once. */
import type { Model, NetworkNode } from '../model/model';

export const FABRICS: readonly NetworkNode['role'][] = ['iscsi-a', 'iscsi-b', 'management', 'vmotion'];
export const isFabric = (role: string): boolean => (FABRICS as readonly string[]).includes(role);

/** The approved changes under hosts, so that a second one is noticed. */
export class Fabrics {
  /** Fabric → the first key that changes it. */
  private readonly changing = new Map<string, string>();
  private readonly told = new Set<string>();

  constructor(private readonly model: Model) {}

  /** What else changes under the hosts when this field does, in words; once for each key. */
  changesWith(key: string, field: string): string | undefined {
    const fabric = this.fabricOf(key, field);
    if (fabric === undefined) return undefined;
    const [first] = [...this.changing].filter(([other]) => other !== fabric);
    this.changing.set(fabric, key);
    if (first === undefined || this.told.has(key)) return undefined;
    this.told.add(key);
    return first[1] === key ? `\`${first[0]}\` of it` : `\`${first[1]}\``;
  }

  /** What a host loses while this field changes: one of its networks; with its iSCSI name, all of its storage. */
  private fabricOf(key: string, field: string): string | undefined {
    if (key.startsWith('host/')) return field === 'iqn' ? `iqn of ${key}` : isFabric(field) ? field : undefined;
    const role = key.startsWith('network/') ? this.model.networks[key.slice('network/'.length)]?.role : undefined;
    return role !== undefined && isFabric(role) ? role : undefined;
  }
}
