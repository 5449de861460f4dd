/** How much data is lost, in seconds or in a word. On the smallest estate copies are made once a night. */
import { type Loss, recoverySeconds } from '../../../../config/analysis/clock';
import { AGE, estateOf, type Failure, failureOf, HOUR, MINUTE } from './support';

const VOLUME = 'donnees-mairie-1';
const own = (level: 3 | 4 | 5 | 6 | 7): NonNullable<Failure['states']> => ({ a: { own: level, level, cause: 'data', place: 'agglo' } });
const REPOSITORIES = ['repository:sauvegarde-mairie', 'repository:sauvegarde-agglo', 'repository:bandes', 'site:temoin'];

test.each<[string, Failure, Loss]>([
  ['it was not hit', {}, 0],
  ['HA starts it at the other side', { states: { a: { own: 1, cause: 'host', place: 'agglo' } } }, 0],
  ['it is restored: the age of the copy', { states: own(3) }, AGE],
  ['storage refuses both sides at once: all is there', { states: own(4), refused: [VOLUME] }, 0],
  ['storage refuses the side that has missed writes', { states: own(4), refused: [VOLUME], behind: [VOLUME] }, 'not-known'],
  ['its software failed while storage refuses', { states: own(4), refused: [VOLUME], elements: ['service:ville/a'] }, AGE],
  ['storage is only without power on both sides: all is there', { states: own(4), out: [VOLUME] }, 0],
  [
    'one side is destroyed, the other without power: it may have missed writes',
    { states: own(4), out: [VOLUME], behind: [VOLUME] },
    'not-known',
  ],
  ['both sides write until somebody decides', { states: own(5), answers: { [VOLUME]: 'diverged' } }, HOUR + 30 * MINUTE],
  ['the vendor has not said what the storage does', { states: own(6), answers: { [VOLUME]: 'unknown' } }, 'not-known'],
  ['lost, but a copy is left', { states: own(7), answers: { [VOLUME]: 'gone' } }, AGE],
  ['lost with every copy', { states: own(7), answers: { [VOLUME]: 'taken' }, down: REPOSITORIES }, 'all'],
  [
    'lost with its hosts, both sides having written: what one of them wrote',
    { states: own(7), answers: { [VOLUME]: 'diverged' } },
    HOUR + 30 * MINUTE,
  ],
  ['taken, and without room: the age of the copy', { states: own(4), answers: { [VOLUME]: 'taken' } }, AGE],
  [
    'its software failed while both sides write',
    { states: own(5), answers: { [VOLUME]: 'diverged' }, elements: ['service:ville/a'] },
    'not-known',
  ],
  ['lost with its hosts: its data are whole', { states: { a: { own: 7, level: 7, stays: 'no-host' } } }, 0],
])('%s', (_, failure, loss) => {
  const model = estateOf({ a: {} });
  expect(recoverySeconds(model, failureOf(model, failure))('ville/a').loss).toBe(loss);
});
