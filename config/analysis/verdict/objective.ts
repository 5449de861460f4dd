/** Where it is written what a cell misses. */
import type { Model, WorkloadNode } from '../../model/model';
import { type Repeated, repeatedBy } from './promise';
import type { Unmet } from './unmet';

/** Model path of the objective that is missed, or of what the class promises to survive where the outcome alone is none. */
export function objectiveOf(model: Model, { class: key, owner, ownerKind }: WorkloadNode, cell: Unmet): string {
  const { rule, allowed, outcome, failure } = cell;
  const survives = `classes.${key}.survives`;
  const described = model.classes[key];
  if (allowed === undefined || described === undefined) return survives;
  const agreed = ownerKind === 'tenants' ? model.tenants[owner]?.objectives : undefined;
  // What a mirror repeats has objectives of its own, where the class or the agreement says so.
  const repeated = outcome === 'restorable' ? repeatedBy({ elements: [failure] }) : undefined;
  const [classField, ofClass] = written(described, repeated);
  const [tenantField, ofTenant] = written(agreed, repeated);
  const late = rule !== 'survival-data';
  const said: readonly (readonly [path: string, seconds: number | undefined])[] = [
    ...(ofClass === undefined
      ? [
          [`classes.${key}.${late ? 'rto' : 'pdma'}`, late ? described.rto : described.pdma] as const,
          [`classes.${key}.dmia`, late ? described.dmia : undefined] as const,
        ]
      : [[`classes.${key}.${classField}.${late ? 'rto' : 'pdma'}`, late ? ofClass.rto : ofClass.pdma] as const]),
    ofTenant === undefined
      ? [`tenants.${owner}.objectives.${late ? 'dmia' : 'pdma'}`, late ? agreed?.dmia : agreed?.pdma]
      : [`tenants.${owner}.objectives.${tenantField}.${late ? 'dmia' : 'pdma'}`, late ? ofTenant.dmia : ofTenant.pdma],
  ];
  return said.find(([, seconds]) => seconds === allowed)?.[0] ?? survives;
}

/** The field that holds, and what it says: after an intruder `rebuilt`, or `restored` where that is all that is written. */
function written<T>(
  objectives: { readonly restored?: T; readonly rebuilt?: T } | undefined,
  repeated: Repeated | undefined,
): readonly [field: Repeated, said: T | undefined] {
  if (repeated === 'rebuilt' && objectives?.rebuilt !== undefined) return ['rebuilt', objectives.rebuilt];
  return ['restored', repeated === undefined ? undefined : objectives?.restored];
}
