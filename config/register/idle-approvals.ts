/** An approval that names what no register knows approves nothing. */
import type { Finding, Place } from '../finding';
import { inOrder, type Model } from '../model/model';
import { REGISTER_FILE } from './types';

/** `known`: every map whose keys an approval may name. */
export function idleApprovals(model: Model, known: readonly object[], place: (path: string) => Place): Finding[] {
  return inOrder(model.approvals).flatMap(([approval, { keys }]) => {
    const subject = `approvals.${approval}`;
    return keys
      .filter((key) => !known.some((entries) => key in entries))
      .map((key): Finding => ({
        rule: 'approval-idle',
        severity: 'warning',
        subject,
        place: place(`${subject}.keys`),
        message: `\`${key}\` is in no register`,
        fix: `write the key as it stands in ${REGISTER_FILE}`,
        related: [],
      }));
  });
}
