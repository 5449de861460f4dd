/** The fast evaluation and the naive one say the same: on the cases that a person can check, and on thousands of random estates. */
import { disagreements, explain } from '../naive/agree';
import { randomEstate, scenariosOf } from '../naive/estates';
import { holdToCases } from '../naive/hold';
import { senseless } from '../naive/sense';
import { told } from '../naive/told';
import { all, levelsAlone, together } from './fast';

describe('cases by hand', () => holdToCases(levelsAlone));

/** Estates of a run; CORDEE_ESTATES asks for more, CORDEE_SEED for others. */
const ESTATES = Number(process.env['CORDEE_ESTATES'] ?? 2000);
const SEED = Number(process.env['CORDEE_SEED'] ?? 1);
/** Pairs of each estate from which scenarios are drawn, beside all single and named failures. */
const PAIRS = 40;
/** One in so many scenarios is compared; which, depends on the seed. */
const DRAWN = 8;

test(`${String(ESTATES)} random estates: no cell differs, in its outcome, its times or its loss`, () => {
  for (let seed = SEED; seed < SEED + ESTATES; seed++) {
    const model = randomEstate(seed);
    const scenarios = scenariosOf(model, seed, PAIRS).filter((_, index) => index % DRAWN === seed % DRAWN);
    // Every twentieth as the proof does it, with all pairs: that the right bit is read is a part of what is compared.
    const fast = seed % 20 === 0 ? all(model) : together(model, scenarios);
    const rivals = { naive: told, fast };
    const [first] = disagreements(rivals, model, scenarios);
    if (first !== undefined) throw new Error(`seed ${String(seed)}: ${explain(rivals, model, first)}`);
    for (const scenario of scenarios) expect([seed, scenario.id, senseless(model, fast(model, scenario))]).toEqual([seed, scenario.id, []]);
  }
});
