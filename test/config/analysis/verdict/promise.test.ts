/** What a workload is held to: three sets of objectives, of the class and of the agreement, the shorter of each. In hours. */
import { promiseOf, repeatedBy } from '../../../../config/analysis/verdict/promise';
import { modelOf } from '../estates';

const HOUR = 3600;

/** Objectives of the smallest estate’s one workload, its class and agreement written like this. */
function heldTo(ofClass: string, agreed: string): readonly (readonly [back: number, loss: number])[] {
  const model = modelOf('minimal', [
    ['classes.yaml', '  restored: { rto: 4 d, pdma: 32 h } # where data come back from a copy: a deleted volume, an intruder\n', ofClass],
    ['tenants/ville.yaml', ', restored: { dmia: 5 d, pdma: 32 h } }', `${agreed} }`],
  ]);
  const promise = promiseOf(model, model.workloads['ville/fichiers']!)!;
  return [promise, promise.restored, promise.rebuilt].map(({ back, loss }) => [back / HOUR, loss / HOUR]);
}

const class8 = '  restored: { rto: 8 h, pdma: 20 h }\n';
const class96 = '  rebuilt: { rto: 96 h, pdma: 22 h }\n';
const agreed12 = ', restored: { dmia: 12 h, pdma: 18 h }';
const agreed72 = ', rebuilt: { dmia: 72 h, pdma: 23 h }';

test.each<[string, string, string, ReturnType<typeof heldTo>]>([
  // Both say 4 h (rto) or 8 h (dmia), and 24 h.
  [
    'nothing is said of copies: the ordinary objectives hold',
    '',
    '',
    [
      [4, 24],
      [4, 24],
      [4, 24],
    ],
  ],
  [
    '`restored` of both holds for the intruder as well',
    class8,
    agreed12,
    [
      [4, 24],
      [8, 18],
      [8, 18],
    ],
  ],
  [
    'each has its own',
    class8 + class96,
    agreed12 + agreed72,
    [
      [4, 24],
      [8, 18],
      [72, 22],
    ],
  ],
  [
    'the class alone: what was agreed is not widened',
    class8 + class96,
    '',
    [
      [4, 24],
      [8, 20],
      [8, 22],
    ],
  ],
  [
    'the class widens nothing that was agreed for copies',
    class8 + class96,
    agreed12,
    [
      [4, 24],
      [8, 18],
      [12, 18],
    ],
  ],
  [
    'the agreement alone: our own objective stays',
    '',
    agreed12 + agreed72,
    [
      [4, 24],
      [4, 18],
      [4, 23],
    ],
  ],
  [
    'after an intruder alone',
    class96,
    agreed72,
    [
      [4, 24],
      [4, 24],
      [72, 22],
    ],
  ],
])('%s', (_, ofClass, agreed, expected) => {
  expect(heldTo(ofClass, agreed)).toEqual(expected);
});

test.each([
  [['intruder'], 'rebuilt'],
  [['volume:a', 'intruder'], 'rebuilt'],
  [['volume:a'], 'restored'],
  [['service:a/b'], 'restored'],
  [['site:a'], undefined],
  [[], undefined],
] as const)('%j', (elements, kind) => {
  expect(repeatedBy({ elements })).toBe(kind);
});
