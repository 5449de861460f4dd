import { choice, date, defaulted, list, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { title } from './common';

export const zoneKind = kind('zone', 'zones', 'A set of networks with one security posture. Between zones only declared flows pass.', {
  title: title(),
  trust: choice(['administration', 'servers', 'users', 'pupils', 'public', 'storage', 'external'], 'Posture of the zone.'),
});
export type Zone = Entity<typeof zoneKind>;

export const flowKind = kind('flow', 'flows', 'A flow that may pass from one zone to another; nothing else does.', {
  title: title(),
  from: ref('zones', 'Zone that opens the connection.'),
  to: ref('zones', 'Zone that answers.'),
  services: list(
    text('Protocol and port, such as `tcp/443` or `udp/53`, or `icmp`.', { pattern: '^((tcp|udp)/[0-9]{1,5}(-[0-9]{1,5})?|icmp)$' }),
    'Services.',
    { minItems: 1, later: 6 },
  ),
  reason: text('Why the flow is needed.', { later: 6 }),
  owner: text('Function that answers for it.', { later: 6 }),
  review: date('Date of the next review. Past it, judged at `--as-of`, the check warns.'),
  state: defaulted(choice(['open', 'suspended'], 'A suspended flow stays documented but does not pass.'), 'open'),
});
export type Flow = Entity<typeof flowKind>;
