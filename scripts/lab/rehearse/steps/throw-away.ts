import { inOrder } from '../../../../config/model/model';
import { count } from '../../../print-findings';
import { NotApplicable, type Step } from '../step';

export const throwAway: Step = {
  key: 'throw-away',
  title: 'All is destroyed: refused, then allowed in the lab alone',
  run: async (stage) => {
    const { workloads, clusters } = stage.model;
    const [first] = inOrder(workloads).filter(([, { existing, cluster }]) => existing && clusters[cluster]?.existing === false);
    if (first !== undefined && stage.isChosen('servers'))
      throw new NotApplicable(`${first[1].name} is older than the estate and runs in its cluster, which cannot be destroyed under it`);
    const refused = await stage.destroyAll();
    stage.say(`refused at first, because it is protected: ${count(refused.length, 'stack')}`);
  },
};
