import { expectRefusedFor } from '../leaving';
import { leavingMachine } from '../leaving-machine';
import type { Step } from '../step';

export const deletionRefused: Step = {
  key: 'deletion-refused',
  title: 'Delete a machine’s lines: refused',
  run: (stage) => {
    const machine = leavingMachine(stage);
    expectRefusedFor(machine.keys, stage.refuse(machine));
    return Promise.resolve();
  },
};
