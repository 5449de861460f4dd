/** Times stand in the sentences of the books as people say them, never as seconds. */
import { booksOf } from '../../../config/analysis/books';
import { judgedShortfalls } from '../../../config/analysis/verdict/shortfalls';
import { AS_OF } from '../../support/estates';
import { modelOf, type Replacement } from './estates';

const UNNOTICED: readonly Replacement[] = [
  ['backup-classes/standard.yaml', 'tape: { retention: 12 months }', 'tape: { retention: 15 d }'],
  ...['11', '12'].map((host): Replacement => {
    const before = `  address: 10.0.30.${host}\n  capacity: 8 TiB\n  throughput: 400 MiB/s\n  catalogue: true\n  immutability: { duration: `;
    return ['repositories.yaml', `${before}14 d`, `${before}11 d`];
  }),
];

test.each<[string, 'minimal' | 'chelles', readonly Replacement[], string]>([
  [
    'a provider slower than its tenant accepts',
    'chelles',
    [['applications/portail-familles.yaml', 'rto: 8 h', 'rto: 9 h']],
    '`caisse-des-ecoles` accepts to be without for 8 h, the provider of `portail-familles` promises to be back in 9 h',
  ],
  [
    'copies locked for less than an intruder stays unnoticed',
    'minimal',
    UNNOTICED,
    'no untouchable copy of `ville/fichiers` goes back to before an intruder who stayed unnoticed for 11 d',
  ],
  [
    'a restore that took longer than computed',
    'minimal',
    [['restore-tests.yaml', 'duration: 20 min', 'duration: 22 min']],
    'restoring `ville/fichiers` from level `far` took 22 min, longer than the 21 min 16 s computed: the computation flatters',
  ],
  [
    'a battery that does not last',
    'minimal',
    [['estate.yaml', 'domain: ville.example', 'domain: ville.example\nassumptions: { power: { generatorStart: 90 min } }']],
    'battery of `voie-a` of `mairie`, until its generator runs: 1 h 30 min needed, 20 min there',
  ],
])('%s', (_, environment, replacements, sentence) => {
  const model = modelOf(environment, replacements);
  const said = judgedShortfalls(model, booksOf(model, AS_OF), AS_OF).map(({ what }) => what);
  expect(said).toContain(sentence);
  expect(said.filter((what) => /\d{2,} s\b/.test(what.replace(/ min \d+ s/, ' min')))).toEqual([]);
});
