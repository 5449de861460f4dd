/** The packet filter at the border of an access, which the routing rests on. It sees both ways of what it translates. */
import type { Access } from '../../../config/model/access';
import type { Model } from '../../../config/model/model';
import { usesOf } from './domains';
import { isV4 } from './frr';
import { addressSet, table } from './nftables';
import { WAN } from './wiring';

/** In the namespace of an access: nothing but declared prefixes comes in unasked, nothing internal goes out, uses never meet here. */
export function border(model: Model, key: string, access: Access): string {
  const published = usesOf(model, key).flatMap(({ use }) => use.prefixes.filter(isV4));
  return table(`Border of access ${key} of router ${access.router}.`, 'border', [
    addressSet('internal', model.estate.routing.internal.filter(isV4)),
    addressSet('published', published),
    '  chain forward {',
    '    type filter hook forward priority filter; policy drop;',
    // Nobody outside has an internal address.
    `    iifname "${WAN}" ip saddr @internal drop`,
    `    iifname "${WAN}" ct state established,related accept`,
    `    iifname "${WAN}" ip daddr @published accept`,
    `    iifname != "${WAN}" oifname "${WAN}" ip daddr != @internal accept`,
    `    iifname != "${WAN}" oifname != "${WAN}" ip daddr @published accept`,
    '  }',
    // The carrier may speak BGP and BFD to the router, and see that it lives; the Internet may not even ask.
    '  chain input {',
    '    type filter hook input priority filter; policy accept;',
    `    iifname "${WAN}" ct state established,related accept`,
    `    iifname "${WAN}" ip saddr ${access.peer.remote} tcp dport 179 accept`,
    `    iifname "${WAN}" ip saddr ${access.peer.remote} udp dport 3784-3785 accept`,
    `    iifname "${WAN}" icmp type { echo-request, destination-unreachable, time-exceeded } accept`,
    `    iifname "${WAN}" drop`,
    '  }',
    '  chain postrouting {',
    '    type nat hook postrouting priority srcnat; policy accept;',
    `    ip saddr @internal snat to ${access.peer.local}`,
    '  }',
  ]);
}
