/** What the analysis supposes of energy, where no file can count it. */
import { defaulted, group, integer, number, quantity } from './fields';

export const energyAssumptions = () =>
  group(
    {
      hoursPerYear: defaulted(integer('Hours of a year in which equipment runs.', { minimum: 1, maximum: 8784 }), 8766),
      curve: defaulted(
        number('Exponent of the power drawn between idle and full: 1 is a straight line, which published SPECpower results lie near.', {
          minimum: 0.1,
          maximum: 5,
        }),
        1,
      ),
      meanDemand: defaulted(
        quantity('share', 'Mean over the year of the CPU demand that workloads declare, nights and week-ends included. Our estimate.'),
        '50 %',
      ),
      load: defaulted(
        quantity('share', 'Mean load of equipment whose load is not counted: storage, backup and other machines. Our estimate.'),
        '30 %',
      ),
      network: defaulted(
        quantity('power', 'Power drawn by a switch, a router or a gateway. Our estimate; data sheets say 60 to 200 W.'),
        '110 W',
      ),
      witness: defaulted(quantity('power', 'Power drawn at the place of the witness: witness, switch and modems. Our estimate.'), '190 W'),
      tolerance: defaulted(quantity('share', 'Difference between what is computed and the meters that asks for no explanation.'), '15 %'),
    },
    'Energy.',
  );
