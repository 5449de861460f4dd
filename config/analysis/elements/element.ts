export const ELEMENT_KINDS = [
  'site',
  'room',
  'feed',
  'mains',
  'mains-short',
  'cooling',
  'flood',
  'host',
  'switch',
  'link',
  'duct',
  'entry',
  'pop',
  'carrier',
  'access',
  'router',
  'gateway',
  'premises-access',
  'storage-server',
  'pool',
  'witness',
  'repository',
  'machine',
  'provider',
  'service',
  'volume',
  'intruder',
] as const;
export type ElementKind = (typeof ELEMENT_KINDS)[number];

/** Something that can fail as a whole. */
export interface Element {
  /** `kind:key`, or `kind:owner/key` for a part of a site or server; `witness` and `intruder` are alone of their kind. */
  readonly id: string;
  readonly kind: ElementKind;
  /** Model path of what describes it. */
  readonly path: string;
}
