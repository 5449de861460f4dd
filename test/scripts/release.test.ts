/** The last question before Terraform lets go: it believes nothing but a whole approval, for leaving, within its time. */
import { release } from '../../scripts/apply/release';
import { type Refusal, refusal } from './apply/refused';

const APPROVAL = { key: 'depart', for: ['leave'], reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
const ask =
  (approval: unknown, key: unknown = 'datastore/archives') =>
  () =>
    release({ key, approval }, '2026-11-23');
const BY = 'approval `depart` (fin du service; direction; until 2027-01-31)';
const stays = (why: string, remedy: string): Refusal => [`\`datastore/archives\` stays: ${why}`, remedy];

test('an approval for leaving lets it go; of a volume and a datastore it says which', () => {
  expect(ask(APPROVAL)()).toEqual({ why: `\`datastore/archives\` is let go under ${BY}`, datastore: 'archives' });
  expect(ask({ ...APPROVAL, for: ['change', 'leave'] }, 'volume/archives')()).toEqual({
    why: `\`volume/archives\` is let go under ${BY}`,
    volume: 'archives',
  });
  expect(ask(APPROVAL, 'vm/ville/web-1')()).toEqual({ why: `\`vm/ville/web-1\` is let go under ${BY}` });
});

test('an approval for something else lets nothing go', async () => {
  expect(await refusal(ask({ ...APPROVAL, for: ['change', 'unmirror'] }))).toEqual(
    stays(
      `${BY} is for unmirror, change, not for leaving`,
      'add `leave` to what it is `for` if the data may be destroyed; synthesize and plan again',
    ),
  );
});

test('nor does one that has ended; its last day is one of its days', async () => {
  const remedy = 'if its owner still consents, give it a later day; synthesize and plan again';
  expect(await refusal(ask({ ...APPROVAL, until: '2026-11-22' }))).toEqual(
    stays('approval `depart` (fin du service; direction; until 2026-11-22) has expired', remedy),
  );
  expect(ask({ ...APPROVAL, until: '2026-11-23' })().why).toContain('is let go');
});

test.each([
  ['none', undefined],
  ['null', null],
  ['a text', 'leave'],
  ['a list', [APPROVAL]],
])('nor does %s', async (_, approval) => {
  const remedy = 'add one that names it to approvals.yaml, with `for: [leave]`; synthesize and plan again';
  expect(await refusal(ask(approval))).toEqual(stays('it would leave without an approval', remedy));
});

const DAY = 'a day that exists, as 2027-06-30';
const ACTS = 'a list of leave, unmirror, change, restart, return';
test.each([
  ['without its key', { key: undefined }, '`key` of its approval is missing', 'the key of the approval'],
  ['without what it is for', { for: undefined }, '`for` of its approval is missing', ACTS],
  ['for nothing', { for: [] }, '`for` of its approval is `[]`', ACTS],
  ['that says it as a text', { for: 'leave' }, '`for` of its approval is `"leave"`', ACTS],
  ['for what nobody knows', { for: ['leave', 'go'] }, '`for` of its approval is `["leave","go"]`', ACTS],
  ['without an owner', { owner: ' ' }, '`owner` of its approval is `" "`', 'the function that consents'],
  ['without a reason', { reason: 5 }, '`reason` of its approval is `5`', 'why, in words'],
  ['without an end', { until: undefined }, '`until` of its approval is missing', DAY],
  ['that ends never', { until: 'never' }, '`until` of its approval is `"never"`', DAY],
  ['whose end only looks like a day', { until: '9999-99-99' }, '`until` of its approval is `"9999-99-99"`', DAY],
  ['whose end is no day of its month', { until: '2027-02-29' }, '`until` of its approval is `"2027-02-29"`', DAY],
  ['that ends at an hour', { until: '2027-01-31T23:59' }, '`until` of its approval is `"2027-01-31T23:59"`', DAY],
])('nor does one %s', async (_, change, why, allowed) => {
  const remedy = `allowed: ${allowed}; correct approvals.yaml, synthesize and plan again`;
  expect(await refusal(ask({ ...APPROVAL, ...change }))).toEqual(stays(why, remedy));
});

test.each([undefined, null, '', 5, 'volume', 'volume/', 'volume/a/b', 'volume/../b', 'Volume/a', 'volume/a '])(
  'nothing is let go by an order for %j',
  async (key) => {
    const said = key === undefined ? 'missing' : `\`${JSON.stringify(key)}\``;
    expect(await refusal(() => release({ key, approval: APPROVAL }, '2026-11-23'))).toEqual([
      `nothing is let go: \`key\` of the order is ${said}`,
      'allowed: a key of stateful.lock, as `volume/archives`; synthesize and plan again',
    ]);
  },
);
