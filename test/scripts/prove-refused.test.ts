/** What `cordee prove` cannot do, and what it says instead. */
import { estateFolder } from '../support/estates';
import { cordee } from '../support/fake-shell';

const FAILURES = 'All of them: cordee prove --list-failures -e minimal';

const refused: readonly (readonly [flags: readonly string[], message: string, remedy: string])[] = [
  [['-t', 'vile'], '`vile` is no tenant of this estate', 'did you mean `ville`? All of them: ville'],
  [['-t', 'nobody'], '`nobody` is no tenant of this estate', 'all of them: ville'],
  [
    ['-w', 'villes', 'site:mairie'],
    '`villes` is no tenant, service or workload of this estate',
    'did you mean `ville`? All of them: ville',
  ],
  [
    ['-w', 'ville/fichier', 'site:mairie'],
    '`ville/fichier` is no tenant, service or workload of this estate',
    'did you mean `ville/fichiers`? All of them: ville/fichiers',
  ],
  [['-w', 'ville', 'site:mary'], '`site:mary` is no failure of this estate', `did you mean \`site:mairie\`? ${FAILURES}`],
  [['-w', 'ville', 'meteor'], '`meteor` is no failure of this estate', 'all of them: cordee prove --list-failures -e minimal'],
  [
    ['-w', 'ville', 'witness+site:mary'],
    '`site:mary` is no failure of one element of this estate',
    `did you mean \`site:mairie\`? ${FAILURES}`,
  ],
  [['-w', 'ville', 'witness+witness'], '`witness` fails once', 'leave it alone: witness'],
  [
    ['-w', 'ville', 'witness+site:agglo+site:mairie'],
    '`witness+site:agglo+site:mairie` are more than two failures at once',
    'pairs are judged, and the named scenarios',
  ],
  [['-w', 'ville'], '`ville` is no failure of this estate', 'all of them: cordee prove --list-failures -e minimal'],
  [['-w', 'use:ofice', 'site:mairie'], '`use:ofice` is no row of this estate', 'all of them: tenant:ville, workload:ville/fichiers'],
  [
    ['-w', 'ville', 'site:mairie', 'site:agglo'],
    '--why takes a failure, or who and which failure; 3 words are given',
    'such as: cordee prove --why ville site:mairie -e minimal; two failures at once are joined by +',
  ],
  [['-t', 'ville', '-l'], '--tenant and --list-failures ask for two different pages', 'ask for one after the other'],
  [['-t', 'vile', '-f', 'json'], '`vile` is no tenant of this estate', 'did you mean `ville`? All of them: ville'],
  [
    ['-l', '-f', 'json'],
    '--list-failures is a page for people: the JSON holds the failures',
    'leave one of them out; what the JSON holds: cordee prove --schema',
  ],
];

test.each(refused)('%j', async (flags, message, remedy) => {
  expect(await cordee(['prove', '-e', 'minimal', ...flags])).toEqual({ code: 1, out: '', err: `cordee: ${message}\n        ${remedy}` });
});

test('an estate that cannot be resolved has nothing to prove', async () => {
  const folder = estateFolder('minimal', { 'ducts.yaml': 'fourreau-nord: {}\n' });
  expect(await cordee(['prove', '-e', folder])).toEqual({
    code: 1,
    out: '',
    err: `cordee: estate cannot be resolved, so nothing can be proved: 2 errors\n        see them: cordee check -e ${folder}`,
  });
});
