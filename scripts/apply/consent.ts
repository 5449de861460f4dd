/** The approval in an order, as the last safeguard sees it: with all its parts, for this very act, and not ended. */
import { APPROVAL_ACTS } from '../../config/model/governance';
import type { Consent } from '../../config/register';
import { isDay } from '../../config/schema';
import type { UsageError } from '../usage-error';

export type Stays = (why: string, remedy: string) => UsageError;

type Act = 'leave' | 'unmirror';
const WORDS = {
  leave: { would: 'leave', doing: 'leaving', may: 'the data may be destroyed' },
  unmirror: { would: 'lose its mirror', doing: 'losing a mirror', may: 'one copy may go' },
} as const;

/** The approval in words. `today` is a day, as 2026-11-24. Throws what `stays` makes of the reason where there is none that lives. */
export function liveConsent(act: Act, given: unknown, today: string, stays: Stays): string {
  const approval = consentIn(act, given, stays);
  const by = `approval \`${approval.key}\` (${approval.reason}; ${approval.owner}; until ${approval.until})`;
  const { doing, may } = WORDS[act];
  if (!approval.for.includes(act))
    throw stays(
      `${by} is for ${approval.for.join(', ')}, not for ${doing}`,
      `add \`${act}\` to what it is \`for\` if ${may}; synthesize and plan again`,
    );
  // Both are days that exist, of four, two and two digits: they compare as text.
  if (approval.until < today)
    throw stays(`${by} has expired`, 'if its owner still consents, give it a later day; synthesize and plan again');
  return by;
}

/** The last safeguard believes nothing: an approval without its parts, for what nobody knows, or with an end that is no day, is none. */
function consentIn(act: Act, given: unknown, stays: Stays): Consent {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw stays(
      `it would ${WORDS[act].would} without an approval`,
      `add one that names it to approvals.yaml, with \`for: [${act}]\`; synthesize and plan again`,
    );
  const parts: Readonly<Record<string, unknown>> = { ...given };
  const believed = (name: string, allowed: string): string => {
    const value = parts[name];
    if (typeof value === 'string' && value.trim() !== '' && (name !== 'until' || isDay(value))) return value;
    throw stays(`\`${name}\` of its approval is ${shown(value)}`, `allowed: ${allowed}; correct approvals.yaml, synthesize and plan again`);
  };
  const acts: unknown = parts['for'];
  const known = Array.isArray(acts) ? APPROVAL_ACTS.filter((act) => acts.includes(act)) : [];
  if (!Array.isArray(acts) || acts.length === 0 || new Set(acts).size !== known.length)
    throw stays(
      `\`for\` of its approval is ${shown(acts)}`,
      `allowed: a list of ${APPROVAL_ACTS.join(', ')}; correct approvals.yaml, synthesize and plan again`,
    );
  return {
    key: believed('key', 'the key of the approval'),
    for: known,
    reason: believed('reason', 'why, in words'),
    owner: believed('owner', 'the function that consents'),
    until: believed('until', 'a day that exists, as 2027-06-30'),
  };
}

export const shown = (value: unknown): string => (value === undefined ? 'missing' : `\`${JSON.stringify(value)}\``);
