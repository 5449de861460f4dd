/** Where the state of a stack lies in PostgreSQL. */
import { createHash } from 'crypto';

/** PostgreSQL cuts a longer name silently: two stacks would share one state, and each would destroy what the other made. */
const LONGEST = 63;
const MARK = 12;

/** A schema per stack: `<environment>_<stack>`, or its beginning and a mark that tells it from its likes. Both are plain ASCII. */
export function stateSchema(environment: string, stack: string): string {
  const whole = `${environment}_${stack}`;
  if (whole.length <= LONGEST) return whole;
  const mark = createHash('sha256').update(whole).digest('hex').slice(0, MARK);
  return `${whole.slice(0, LONGEST - MARK - 1)}_${mark}`;
}
