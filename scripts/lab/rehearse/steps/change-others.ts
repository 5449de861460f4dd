import { stops } from '../../../../config/finding';
import { messagesOf } from '../choose';
import type { Draft, Edit } from '../draft';
import { expectOnly } from '../expect';
import { type Part, PARTS } from '../parts';
import type { Stage } from '../stage';
import type { Step } from '../step';

export const changeOthers: Step = {
  key: 'change-others',
  title: 'Change one of each other kind that an edit can change, and let rules go',
  run: async (stage) => {
    const parts = chosenParts(stage);
    const edits = editsOf(stage.draft, parts);
    const chosen = stage.choose({
      candidates: parts
        .map(({ stack }) => ({ subject: 'the estate', what: parts.map(({ what }) => what).join('; '), edits, stack }))
        .slice(0, 1),
      none: 'nothing in the estate is of such a kind',
      passes: [],
    });
    const of = (action: 'update' | 'delete'): readonly string[] => [...new Set(parts.flatMap((part) => part[action] ?? []))];
    expectOnly(await stage.change(chosen, { touched: () => ({}) }), { update: of('update'), delete: of('delete') });
  },
};

/** Ways to make one change that are tried; each is a check of the whole estate. */
const ATTEMPTS = 4;

/** Of each sort the first that the check accepts beside those before it. What none can be shown of is said. */
function chosenParts(stage: Stage): readonly Part[] {
  const { draft, model } = stage;
  const known = messagesOf(draft.examine().findings);
  const chosen: Part[] = [];
  for (const { noun, ways } of PARTS) {
    const tried = [...ways(model, chosen)].filter(({ stack }) => stage.isChosen(stack)).slice(0, ATTEMPTS);
    const accepted = tried.find((part) => {
      const { findings } = draft.examine(editsOf(draft, [...chosen, part]));
      return !findings.some((finding) => stops(finding) && !known.has(finding.message));
    });
    if (accepted === undefined) stage.leaveOpen(`${noun}: ${tried.length === 0 ? 'there is none' : 'the check refuses each'}`);
    else chosen.push(accepted);
  }
  return chosen;
}

const editsOf = (draft: Draft, parts: readonly Part[]): readonly Edit[] => draft.editAll(parts.flatMap(({ changes }) => changes));
