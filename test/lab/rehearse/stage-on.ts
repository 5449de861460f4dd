/** A stage on a lab of `minimal`, for tests that go through a rehearsal by hand. */
import type { Lab } from '../../../scripts/lab/up';
import { selectionOf } from '../../../scripts/lab/rehearse/selection';
import { screenOn } from '../../../scripts/lab/rehearse/screen';
import { Stage } from '../../../scripts/lab/rehearse/stage';
import { Tally } from '../../../scripts/lab/rehearse/tally';
import { AS_OF } from '../../support/estates';
import type { LabGround } from './ground';

export function stageOn(lab: Lab, { shell }: LabGround, only?: readonly string[]): Stage {
  const selection = selectionOf(lab.synth.stacks, only);
  return new Stage({ lab, asOf: AS_OF, shell, screen: screenOn(shell), tally: new Tally(lab.folder), parallel: 2, selection });
}
