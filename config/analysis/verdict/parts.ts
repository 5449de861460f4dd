/** Parts of a failure, judged as the whole is: where the field has them there, else by themselves. */
import type { Model } from '../../model/model';
import { recoverySeconds, type Times } from '../clock';
import type { Scenario } from '../scenarios';
import type { Snapshot } from '../snapshot';
import { type Survival, survivalOf } from '../survival';

export interface Part {
  readonly survival: Survival;
  /** Position of the part in its field. */
  readonly index: number;
  readonly times: (workload: string) => Times;
  readonly snapshot: () => Snapshot;
}

/** `elements` are some of those of `whole`; what it cuts, and who reaches the witness, stays as it is there. Each part is judged once. */
export function partsOf(model: Model, survival: Survival): (whole: Scenario, elements: readonly string[]) => Part {
  const known = new Map<string, Part>();
  return (whole, elements) => {
    const isCut = whole.cut.length > 0;
    const key = [...(isCut ? [whole.id] : []), ...elements].join(' ');
    const part = known.get(key) ?? judged(model, inField(survival, isCut, elements) ?? alone(model, whole, elements));
    known.set(key, part);
    return part;
  };
}

type Found = Pick<Part, 'survival' | 'index'>;

function inField(survival: Survival, isCut: boolean, elements: readonly string[]): Found | undefined {
  if (isCut || elements.length > 2) return undefined;
  const [one, two] = elements;
  const index = one === undefined ? 0 : survival.field.indexOf(one, two);
  return index === undefined ? undefined : { survival, index };
}

function alone(model: Model, whole: Scenario, elements: readonly string[]): Found {
  const scenario: Scenario = { ...whole, id: `part of ${whole.id}`, kind: 'named', elements };
  return { survival: survivalOf(model, { only: [scenario] }), index: 1 };
}

function judged(model: Model, { survival, index }: Found): Part {
  let times: Part['times'] | undefined;
  let known: Snapshot | undefined;
  const snapshot = (): Snapshot => (known ??= survival.snapshot(index));
  return { survival, index, snapshot, times: (workload) => (times ??= recoverySeconds(model, snapshot()))(workload) };
}
