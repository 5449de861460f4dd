import { leavingMachine } from '../leaving-machine';
import { Disagreement, type Step } from '../step';

export const deletionRefused: Step = {
  key: 'deletion-refused',
  title: 'Delete a machine’s lines: refused',
  run: (stage) => {
    const machine = leavingMachine(stage);
    const said = stage.refuse(machine).map(({ message }) => message);
    const expected = `\`${machine.key}\` holds data and is described no more`;
    if (said.join() !== expected) throw new Disagreement(`cordee synth said: ${said.join('; ')}; expected: ${expected}`);
    return Promise.resolve();
  },
};
