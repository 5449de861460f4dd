/** An exception about one of several elements that fail together: it covers what would not fail without that, whatever the keys are. */
import { survivalOf } from '../../../../config/analysis/survival';
import { verdictOf, type Verdict } from '../../../../config/analysis/verdict';
import { AS_OF, checked } from '../../../support/estates';
import { onOneFeed } from '../estates';

/** The verdict on files with other keys, and with some elements accepted. */
function verdictAfter(renamed: Readonly<Record<string, string>>, accepted: readonly string[]): Verdict {
  const to = (text: string): string => Object.entries(renamed).reduce((now, [key, other]) => now.replaceAll(key, other), text);
  const { model } = checked(
    onOneFeed.map(({ file, text }) => ({ file: to(file), text: to(text) })),
    'chelles',
  );
  const pattern = Object.values(model!.exceptions)[0]!;
  const added = accepted.map((subject) => [`x-${subject}`, { ...pattern, rule: 'survival-stopped' as const, subject: to(subject) }]);
  const all = { ...model!, exceptions: { ...model!.exceptions, ...(Object.fromEntries(added) as Record<string, typeof pattern>) } };
  return verdictOf(all, survivalOf(all, { pairs: false }), AS_OF);
}

const open = ({ unmet }: Verdict): readonly string[] => unmet.flatMap(({ id, exception }) => (exception === undefined ? [id] : [])).sort();
const none = verdictAfter({}, []);

test('a blackout: no substation is to blame where two others are enough', () => {
  expect(open(none).length).toBeGreaterThan(10);
  expect(open(none).every((id) => id.endsWith('@named:blackout'))).toBe(true);
  for (const subject of ['mains:poste-ouest', 'mains:poste-centre', 'mains:poste-sud', 'mains:poste-nord'])
    expect([subject, open(verdictAfter({}, [subject]))]).toEqual([subject, open(none)]);
  expect(verdictAfter({}, ['named:blackout']).holds).toBe(true);
});

test.each([[{ 'poste-ouest': 'poste-zouest' }], [{ 'poste-centre': 'poste-zentre', 'poste-sud': 'a-sud', 'dcs-mairie-1': 'z-dcs' }]])(
  'no verdict hangs on how keys sort: %j',
  (renamed) => {
    for (const accepted of [[], ['mains:poste-ouest'], ['mains:poste-centre', 'mains:poste-sud'], ['named:blackout']])
      expect([accepted, open(verdictAfter(renamed, accepted))]).toEqual([accepted, open(verdictAfter({}, accepted))]);
  },
);
