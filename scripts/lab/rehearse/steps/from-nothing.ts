import { expectCreated } from '../expect';
import type { Step } from '../step';

export const fromNothing: Step = {
  key: 'from-nothing',
  title: 'Every stack from nothing',
  run: async (stage) => {
    expectCreated(await stage.deployAll());
  },
};
