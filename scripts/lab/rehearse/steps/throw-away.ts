import { count } from '../../../print-findings';
import type { Step } from '../step';

export const throwAway: Step = {
  key: 'throw-away',
  title: 'All is destroyed: refused, then allowed in the lab alone',
  run: async (stage) => {
    const refused = await stage.destroyAll();
    stage.say(`refused at first, because it is protected: ${count(refused.length, 'stack')}`);
  },
};
