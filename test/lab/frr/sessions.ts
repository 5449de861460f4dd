/** Sessions that must be up in each routing domain, and those that are. */
import { innerDomainsOf, linksOf, routersOf, usesOf } from '../../../constructs/telecom/files/domains';
import { accessCable, transitsOf } from '../../../constructs/telecom/files/wiring';
import { lab, model } from './town';

interface Summary {
  readonly peers?: Readonly<Record<string, { readonly state: string }>>;
}

export interface Sessions {
  readonly domain: string;
  readonly bfd: number;
  readonly bgp: readonly string[];
}

export function wantedSessions(): readonly Sessions[] {
  const inner = Object.keys(model.routers).flatMap((key) =>
    innerDomainsOf(model, key).map((domain): Sessions => {
      const mesh =
        domain.use === undefined ? [] : routersOf(model, domain).flatMap(([other, { loopback }]) => (other === key ? [] : [loopback]));
      const accesses = (domain.use?.accesses ?? []).flatMap((access, position) =>
        model.accesses[access]!.router === key ? [accessCable(domain, position).outer] : [],
      );
      const cables = linksOf(model, key, domain).length + transitsOf(model, key, domain).length;
      return { domain: `${key}-${domain.name}`, bfd: cables, bgp: [...mesh, ...accesses].sort() };
    }),
  );
  const outer = Object.entries(model.accesses).map(([key, { router, peer }]): Sessions => {
    const uses = usesOf(model, key).map(({ domain, position }) => accessCable(domain, position).inner);
    return { domain: `${router}-access-${key}`, bfd: 1, bgp: [peer.remote, ...uses].sort() };
  });
  return [...inner, ...outer];
}

export function sessionsUp({ domain, bgp }: Sessions): Sessions {
  const bfd = (lab.namespaces.json(domain, 'show bfd peers') as { readonly status: string }[]).filter(
    ({ status }) => status === 'up',
  ).length;
  if (bgp.length === 0) return { domain, bfd, bgp: [] };
  const { peers = {} } = lab.namespaces.json(domain, 'show bgp ipv4 unicast summary') as Summary;
  const up = Object.keys(peers).filter((address) => peers[address]!.state === 'Established');
  return { domain, bfd, bgp: up.sort() };
}
