/** Times and losses, as cells and plans tell them. */
import { choice, number, optional, text } from '../../../config/model/fields';

export const at = text('`file:line` of that path, below the folder of the environment.');

export const seconds = () =>
  optional(number('Seconds until it is back, out of office hours. Absent where nothing that is described brings it back.'));

export const data = () =>
  choice(
    ['kept', 'aged', 'all', 'not-known'],
    'What becomes of its data: nothing is lost; what was written last (`loss`); all of them; or nobody can know from the files.',
  );

export const loss = () =>
  optional(number('Seconds of what was written last that are lost; 0 where data are `kept`. Absent where it is `all` or `not-known`.'));
