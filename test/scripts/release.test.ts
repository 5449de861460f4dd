/** The last question before Terraform lets go: it believes nothing but a whole approval, for leaving, within its time. */
import { release } from '../../scripts/apply/release';

const APPROVAL = { key: 'depart', for: ['leave'], reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
const ask = (approval: unknown, key = 'datastore/archives') => release({ key, approval }, '2026-11-23');
const BY = 'approval `depart` (fin du service; direction; until 2027-01-31)';
const STAYS = { granted: false, why: '`datastore/archives` stays: it would leave without a whole approval' };

test('an approval for leaving lets it go; of a volume it says which', () => {
  expect(ask(APPROVAL)).toEqual({ granted: true, why: `\`datastore/archives\` is let go under ${BY}` });
  expect(ask({ ...APPROVAL, for: ['change', 'leave'] }, 'volume/archives')).toEqual({
    granted: true,
    why: `\`volume/archives\` is let go under ${BY}`,
    volume: 'archives',
  });
});

test('an approval for something else lets nothing go', () => {
  expect(ask({ ...APPROVAL, for: ['change', 'unmirror'] })).toEqual({
    granted: false,
    why: `\`datastore/archives\` stays: ${BY} is for change, unmirror, not for leaving`,
  });
});

test('nor does one that has ended', () => {
  expect(ask({ ...APPROVAL, until: '2026-11-22' })).toEqual({
    granted: false,
    why: '`datastore/archives` stays: approval `depart` (fin du service; direction; until 2026-11-22) has expired',
  });
  expect(ask({ ...APPROVAL, until: '2026-11-23' }).granted).toBe(true);
});

test.each([
  ['none', undefined],
  ['null', null],
  ['one without its key', { ...APPROVAL, key: undefined }],
  ['one without what it is for', { ...APPROVAL, for: undefined }],
  ['one for nothing', { ...APPROVAL, for: [] }],
  ['one that says it as a text', { ...APPROVAL, for: 'leave' }],
  ['one without an owner', { ...APPROVAL, owner: '' }],
  ['one whose end is no day', { ...APPROVAL, until: 'never' }],
])('nor does %s', (_, approval) => {
  expect(ask(approval)).toEqual(STAYS);
});
