/**
 * The generated files of every router, started together with carriers and machines. The files are used as they are, but for what no test
 * machine has: namespaces bear a prefix (many routers on one machine), ports and their VLANs become veth cables into a `fabric` namespace where
 * one bridge stands for each VLAN, and ports of accesses become cables to a carrier. Nothing else is rewritten.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inOrder, type Model } from '../../../config/model/model';
import { routerFiles } from '../../../constructs/telecom/files/router-files';
import { witnessLinesOf } from '../../../constructs/telecom/files/domains';
import { accessPort, FIRST_TRANSIT_VLAN, linkPort } from '../../../constructs/telecom/files/wiring';
import { Namespaces, sh } from './namespaces';

/** An address of “the Internet”, which every carrier has: who answers shows by which access a packet left. */
export const INTERNET = '198.18.0.1';

export interface Machine {
  readonly name: string;
  readonly network: string;
  readonly address: string;
}

export class EstateLab {
  readonly namespaces = new Namespaces();
  private readonly folder = mkdtempSync(join(tmpdir(), 'cordee-frr-'));
  private readonly bridges = new Map<string, string>();
  private ports = 0;

  constructor(
    private readonly model: Model,
    private readonly machines: readonly Machine[],
  ) {}

  start(): void {
    const { namespaces, model } = this;
    const add = ['fabric', WITNESS, ...Object.keys(model.accesses).map(carrier), ...this.machines.map(({ name }) => name)];
    sh(add.map((short) => `ip netns add ${namespaces.name(short)}\nip -n ${namespaces.name(short)} link set lo up`).join('\n'));
    const instances: Parameters<Namespaces['start']>[0][number][] = [];
    for (const [key] of inOrder(model.routers)) {
      for (const { name, content } of routerFiles(model, key)) {
        const path = join(this.folder, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, name.endsWith('interfaces.sh') ? this.mapped(key, content) : content);
        const [, domain] = /\/([^/]+)\/frr\.conf$/.exec(name) ?? [];
        if (domain !== undefined) instances.push({ short: `${key}-${domain}`, daemons: daemonsOf(domain), config: content });
      }
      sh(`sh ${join(this.folder, 'files', 'telecom', key, 'interfaces.sh')}`);
    }
    for (const [key] of inOrder(model.routers)) {
      for (const line of witnessLinesOf(model, key)) sh(witnessScript(namespaces.name(WITNESS), linkPort(line.key), line));
    }
    for (const machine of this.machines) this.plug(machine);
    for (const [key, access] of inOrder(model.accesses)) {
      this.exchange(key);
      sh(carrierScript(namespaces.name(carrier(key)), access.peer.remote, model.estate.routing.internal.join(', ')));
      instances.push({ short: carrier(key), daemons: ['zebra', 'bfdd', 'bgpd'], config: carrierConfig(model, key) });
    }
    namespaces.start(instances);
  }

  stop(): void {
    this.namespaces.drop('');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The access stays up to look at, but no packet arrives any more, at either end; and back. */
  cut(access: string, how: 'silent' | 'carrier'): void {
    for (const name of this.endsOf(access)) {
      if (how === 'carrier') sh(`ip -n ${name} link set wan down`);
      else
        sh(
          `ip netns exec ${name} nft -f - <<'END'\ntable netdev cut {\n chain arriving { type filter hook ingress device "wan" priority 0; policy drop; }\n}\nEND`,
        );
    }
  }
  repair(access: string, how: 'silent' | 'carrier'): void {
    for (const name of this.endsOf(access))
      sh(how === 'carrier' ? `ip -n ${name} link set wan up` : `ip netns exec ${name} nft delete table netdev cut`);
  }

  /** The carrier whose Internet answers a machine, or undefined. */
  exitOf(machine: string): string | undefined {
    const { namespaces, model } = this;
    const asked = (key: string): number =>
      Number(/packets (\d+)/.exec(namespaces.run(carrier(key), 'nft list counter ip seen asked').out)?.[1] ?? 0);
    const keys = Object.keys(model.accesses);
    const before = keys.map(asked);
    if (!namespaces.run(machine, `ping -c1 -W1 ${INTERNET}`).ok) return undefined;
    return keys.find((key, index) => asked(key) > (before[index] ?? 0));
  }

  /** Packets that a carrier has seen from the estate: echo requests to the Internet, or any with an internal address. */
  counted(access: string, counter: 'asked' | 'internal'): number {
    const { out } = this.namespaces.run(carrier(access), `nft list counter ip seen ${counter}`);
    return Number(/packets (\d+)/.exec(out)?.[1] ?? -1);
  }

  async reaches(machine: string, address: string): Promise<boolean> {
    return (await this.namespaces.background(machine, `ping -c1 -W1 ${address}`)).includes(' 1 received');
  }

  /** A router falls over: its daemons and all its cables are gone at once. */
  lose(routerKey: string): void {
    this.namespaces.drop(`${routerKey}-`);
  }

  private endsOf(access: string): string[] {
    return [carrier(access), `${this.model.accesses[access]!.router}-access-${access}`].map((short) => this.namespaces.name(short));
  }

  private mapped(routerKey: string, script: string): string {
    const lab = (domain: string): string => this.namespaces.name(`${routerKey}-${domain}`);
    const more: string[] = [];
    const lines = script.split('\n').map((line) => {
      const vlan = /^link add link (\S+) name (\S+) netns (\S+) type vlan id (\d+)$/.exec(line);
      if (vlan !== null) return this.cable(routerKey, vlan[1]!, Number(vlan[4]), vlan[2]!, lab(vlan[3]!), more);
      const port = /^link set dev (\S+) netns (\S+?)(?: name (\S+))?$/.exec(line);
      if (port !== null) return this.outside(port[1]!, lab(port[2]!), port[3] ?? port[1]!);
      return line
        .replace(/^for name in (.*); do$/, (_, names: string) => `for name in ${names.split(' ').map(lab).join(' ')}; do`)
        .replace(/^ip (-n|netns exec) (\S+)/, (_, verb: string, name: string) => `ip ${verb} ${lab(name)}`)
        .replace(/^link .*/, (text) => text.replace(/ netns (\S+)/g, (_, name: string) => ` netns ${lab(name)}`));
    });
    return [...lines, `ip -n ${this.namespaces.name('fabric')} -batch - <<'END'`, ...more, 'END', ''].join('\n');
  }

  /** A port that goes into a namespace as it is: that of an access leads to its carrier, that of a line to the witness. */
  private outside(port: string, namespace: string, name: string): string {
    const access = Object.keys(this.model.accesses).find((key) => accessPort(key) === port);
    const other = this.namespaces.name(access === undefined ? WITNESS : carrier(access));
    return `link add name ${name} netns ${namespace} type veth peer name ${name} netns ${other}`;
  }

  /** Carriers meet, so that an answer finds whoever asked even when it leaves by another access. */
  private exchange(key: string): void {
    const { namespaces, model } = this;
    const number = (access: string): number => Object.keys(model.accesses).sort().indexOf(access) + 1;
    const name = namespaces.name(carrier(key));
    const more: string[] = [];
    const cable = this.plugged('exchange', 'ix', name, more);
    const others = Object.keys(model.accesses).filter((other) => other !== key);
    sh(`ip ${cable}
ip -n ${namespaces.name('fabric')} -batch - <<'END'\n${more.join('\n')}\nEND
ip -n ${name} -batch - <<'END'
addr add 198.18.1.${String(number(key))}/32 dev lo
addr add 198.18.2.${String(number(key))}/24 dev ix
link set ix up
${others.map((other) => `route add 198.18.1.${String(number(other))}/32 via 198.18.2.${String(number(other))}`).join('\n')}
END`);
  }

  /** Whether somebody behind a carrier reaches an address of ours. */
  async reachedFrom(access: string, address: string): Promise<boolean> {
    const own = Object.keys(this.model.accesses).sort().indexOf(access) + 1;
    return (await this.namespaces.background(carrier(access), `ping -c1 -W1 -I 198.18.1.${String(own)} ${address}`)).includes(
      ' 1 received',
    );
  }

  /** A sub-interface of a port: one end of a cable whose other end is on the bridge of that VLAN. */
  private cable(routerKey: string, port: string, vlan: number, name: string, namespace: string, more: string[]): string {
    const { model } = this;
    const link = Object.keys(model.links).find((key) => linkPort(key) === port);
    // A trunk reaches both sites, but for the VLANs between the routers of one site.
    const segment = link ?? (vlan < FIRST_TRANSIT_VLAN ? 'trunk' : model.routers[routerKey]!.site);
    return this.plugged(`${segment}/${String(vlan)}`, name, namespace, more);
  }

  private plugged(segment: string, name: string, namespace: string, more: string[]): string {
    const known = this.bridges.get(segment);
    const bridge = known ?? `br${String(this.bridges.size)}`;
    if (known === undefined) more.push(`link add name ${bridge} type bridge`, `link set ${bridge} up`);
    this.bridges.set(segment, bridge);
    const port = `p${String((this.ports += 1))}`;
    more.push(`link set ${port} master ${bridge}`, `link set ${port} up`);
    return `link add name ${name} netns ${namespace} type veth peer name ${port} netns ${this.namespaces.name('fabric')}`;
  }

  private plug({ name, network: id, address }: Machine): void {
    const network = this.model.networks[id]!;
    const namespace = this.namespaces.name(name);
    const more: string[] = [];
    sh(`ip ${this.plugged(`trunk/${String(network.vlan)}`, 'eth0', namespace, more)}
ip -n ${this.namespaces.name('fabric')} -batch - <<'END'\n${more.join('\n')}\nEND
ip -n ${namespace} addr add ${address}/${network.subnet.split('/')[1]!} dev eth0\nip -n ${namespace} link set eth0 up
ip -n ${namespace} route add default via ${network.virtualGateway!}`);
  }
}

const WITNESS = 'witness';
export const carrier = (access: string): string => `carrier-${access}`;

const daemonsOf = (domain: string): string[] => {
  if (domain.startsWith('access-')) return ['zebra', 'staticd', 'bfdd', 'bgpd'];
  return ['zebra', 'staticd', 'bfdd', 'ospfd', ...(domain === 'inside' ? [] : ['bgpd']), 'vrrpd'];
};

const witnessScript = (name: string, port: string, line: { witness: string; peer: string; address: string }): string => `
ip -n ${name} addr replace ${line.witness}/32 dev lo
ip -n ${name} addr add ${line.peer}/31 dev ${port}\nip -n ${name} link set ${port} up
ip -n ${name} route append default via ${line.address}`;

const carrierScript = (name: string, address: string, internal: string): string => `ip -n ${name} addr add ${INTERNET}/32 dev lo
ip -n ${name} addr add ${address}/31 dev wan\nip -n ${name} link set wan up
ip netns exec ${name} sysctl -q -w net.ipv4.ip_forward=1
ip netns exec ${name} nft -f - <<'END'
table ip seen {
  counter asked { }
  counter internal { }
  chain prerouting { type filter hook prerouting priority 0; policy accept;
    iifname "wan" ip saddr { ${internal} } counter name internal
    iifname "wan" ip daddr { ${internal} } counter name internal
  }
  chain input { type filter hook input priority 0; policy accept; icmp type echo-request ip daddr ${INTERNET} counter name asked; }
}
END`;

/** A carrier takes whatever it is told, so that what it has received is what was announced. */
function carrierConfig(model: Model, key: string): string {
  const { peer } = model.accesses[key]!;
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
