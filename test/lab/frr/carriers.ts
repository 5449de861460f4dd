/** Carriers of the lab: what stands at the other end of each access, and “the Internet” behind them. */
import type { Model } from '../../../config/model/model';

/** An address of “the Internet” that every carrier has: who answers shows by which access a packet left. */
export const INTERNET = '198.18.0.1';

export const carrier = (access: string): string => `carrier-${access}`;
export const numberOf = (model: Model, access: string): number => Object.keys(model.accesses).sort().indexOf(access) + 1;
/** Somebody behind one carrier alone. */
export const clientOf = (model: Model, access: string): string => `198.18.1.${String(numberOf(model, access))}`;

/** Answers of each carrier start with a life of their own, far apart, so that one ping tells who answered, however many routers it passed. */
const LIFE = 40;
export const whoAnswered = (model: Model, ping: string): string | undefined => {
  const left = Number(/ttl=(\d+)/.exec(ping)?.[1] ?? -1);
  return Object.keys(model.accesses).find((key) => numberOf(model, key) === Math.floor(left / LIFE));
};

/** Addresses and kernel of a carrier; `ix` is where carriers meet, so that an answer finds whoever asked by whatever access it leaves. */
export function carrierScript(model: Model, access: string, name: string): string {
  const number = String(numberOf(model, access));
  const internal = model.estate.routing.internal.join(', ');
  const others = Object.keys(model.accesses).filter((other) => other !== access);
  const routes = others.map((other) => `route add ${clientOf(model, other)}/32 via 198.18.2.${String(numberOf(model, other))}`);
  return `ip -n ${name} -batch - <<'END'
addr add ${INTERNET}/32 dev lo
addr add ${clientOf(model, access)}/32 dev lo
addr add 198.18.2.${number}/24 dev ix
link set ix up
addr add ${model.accesses[access]!.peer.remote}/31 dev wan
link set wan up
${routes.join('\n')}
END
ip netns exec ${name} sysctl -q -w net.ipv4.ip_forward=1 net.ipv4.ip_default_ttl=${String(LIFE * Number(number) + 30)}
ip netns exec ${name} nft -f - <<'END'
table ip seen {
  counter internal { }
  chain prerouting { type filter hook prerouting priority 0; policy accept;
    iifname "wan" ip saddr { ${internal} } counter name internal
    iifname "wan" ip daddr { ${internal} } counter name internal
  }
}
END`;
}

/** A carrier takes whatever it is told, so that what it has received is what was announced. */
export function carrierConfig(model: Model, access: string): string {
  const { peer } = model.accesses[access]!;
  return `frr defaults datacenter
service integrated-vtysh-config
router bgp ${String(peer.asn)}
 bgp router-id ${peer.remote}
 no bgp ebgp-requires-policy
 neighbor ${peer.local} remote-as ${String(model.estate.routing.asn)}
 neighbor ${peer.local} bfd
 address-family ipv4 unicast
  neighbor ${peer.local} default-originate
  neighbor ${peer.local} soft-reconfiguration inbound
 exit-address-family
exit
`;
}
