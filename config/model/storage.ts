import { address, choice, defaulted, group, list, optional, quantity, ref, text } from './fields';
import { singleKind, type Entity } from './kind';

export const storageKind = singleKind('storage', 'The DataCore SANsymphony server group as a whole.', {
  serverGroup: text('Name of the server group.', { maxLength: 48 }),
  rest: group(
    {
      endpoints: list(
        text('URL.', { pattern: '^https://' }),
        'URLs of the REST service, tried in order. Credentials come from the environment.',
        {
          minItems: 1,
        },
      ),
    },
    'The REST service that the applier calls.',
  ),
  witness: optional(
    group(
      {
        site: ref('sites', 'Site of the witness: neither side of a mirror.'),
        address: address('Address of the witness.'),
        routes: list(ref('links', 'Link.'), 'Links by which the two sides reach it: each its own.', { minItems: 1 }),
        option: defaulted(
          choice(['default', 'per-volume'], 'Whether the witness of the server group holds for every volume, or each volume says it.'),
          'default',
        ),
      },
      'The witness that arbitrates when mirror and management links are both cut.',
    ),
  ),
  partition: choice(
    ['unknown', 'preferred-side', 'both-serve', 'both-refuse'],
    'What the vendor has confirmed for a cut in which both sides still reach the witness. `unknown` until it has answered.',
  ),
  fullRecovery: quantity('throughput', 'Rate of a full mirror recovery.'),
});
export type Storage = Entity<typeof storageKind>;
