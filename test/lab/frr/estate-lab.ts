/** The generated files of every router, started together with carriers and machines. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inOrder, type Model } from '../../../config/model/model';

import { routerFiles } from '../../../constructs/telecom/files/router-files';
import { linkPort } from '../../../constructs/telecom/files/wiring';
import { witnessLinesOf } from '../../../constructs/telecom/files/witness';
import { Cabling, FABRIC, WITNESS } from './cabling';
import { carrier, carrierConfig, carrierScript, clientOf, INTERNET, whoAnswered } from './carriers';
import { type Instance, Namespaces, sh } from './namespaces';

export interface Machine {
  readonly name: string;
  readonly network: string;
  readonly address: string;
}

export class EstateLab {
  readonly namespaces = new Namespaces();
  private readonly folder = mkdtempSync(join(tmpdir(), 'cordee-frr-'));

  constructor(
    private readonly model: Model,
    private readonly machines: readonly Machine[],
  ) {}

  start(): void {
    const { namespaces, model } = this;
    const named = (short: string): string => namespaces.name(short);
    const cabling = new Cabling(model, named);
    const others = [FABRIC, WITNESS, ...Object.keys(model.accesses).map(carrier), ...this.machines.map(({ name }) => name)];
    sh(others.map((short) => `ip netns add ${named(short)}\nip -n ${named(short)} link set lo up`).join('\n'));
    const routers = inOrder(model.routers).flatMap(([key]) => this.addRouter(key, cabling));
    for (const machine of this.machines) sh(machineScript(model, machine, named(machine.name), cabling));
    const carriers = inOrder(model.accesses).map(([key]): Instance => {
      sh(`${cabling.script('exchange', 'ix', named(carrier(key)))}\n${carrierScript(model, key, named(carrier(key)))}`);
      return { short: carrier(key), daemons: ['zebra', 'bfdd', 'bgpd'], config: carrierConfig(model, key) };
    });
    namespaces.start([...routers, ...carriers]);
  }

  stop(): void {
    this.namespaces.drop('');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Silent: the access stays up to look at, but no packet arrives any more, at either end. */
  cut(access: string, how: 'silent' | 'carrier'): void {
    const silent = (name: string): string =>
      `ip netns exec ${name} nft -f - <<'END'
table netdev cut {
  chain arriving { type filter hook ingress device "wan" priority 0; policy drop; }
}
END`;
    for (const name of this.endsOf(access)) sh(how === 'carrier' ? `ip -n ${name} link set wan down` : silent(name));
  }
  repair(access: string, how: 'silent' | 'carrier'): void {
    for (const name of this.endsOf(access))
      sh(how === 'carrier' ? `ip -n ${name} link set wan up` : `ip netns exec ${name} nft delete table netdev cut`);
  }

  /** The access by which a machine’s packets leave, or undefined. */
  async exitOf(machine: string): Promise<string | undefined> {
    return whoAnswered(this.model, await this.namespaces.background(machine, `ping -c1 -W1 ${INTERNET}`));
  }

  async reaches(machine: string, address: string): Promise<boolean> {
    return (await this.namespaces.background(machine, `ping -c1 -W1 ${address}`)).includes(' 1 received');
  }

  /** Whether a machine opens a TCP connection as far as the other, which refuses it: nothing listens there. */
  async opens(machine: string, address: string): Promise<boolean> {
    const connect = `timeout 1 bash -c 'exec 3<>/dev/tcp/${address}/9' 2>&1`;
    return (await this.namespaces.background(machine, connect)).includes('Connection refused');
  }

  /** Packets that reach a machine while another sends them from an address that is not its own. */
  async arrivesFrom(machine: string, source: string, target: Machine): Promise<number> {
    const { namespaces } = this;
    namespaces.run(
      target.name,
      'nft add table ip seen; nft "add counter ip seen forged; add chain ip seen in { type filter hook input priority 0; }"',
    );
    namespaces.run(target.name, `nft add rule ip seen in ip saddr ${source} counter name forged`);
    namespaces.run(machine, `ip addr add ${source}/32 dev lo`);
    await namespaces.background(machine, `ping -c2 -i 0.2 -W1 -I ${source} ${target.address}`);
    const seen = /packets (\d+)/.exec(namespaces.run(target.name, 'nft list counter ip seen forged'))?.[1];
    namespaces.run(machine, `ip addr del ${source}/32 dev lo`);
    namespaces.run(target.name, 'nft delete table ip seen');
    return Number(seen ?? -1);
  }

  /** Whether somebody behind a carrier reaches an address of ours. */
  async reachedFrom(access: string, address: string): Promise<boolean> {
    const ping = `ping -c1 -W1 -I ${clientOf(this.model, access)} ${address}`;
    return (await this.namespaces.background(carrier(access), ping)).includes(' 1 received');
  }

  /** Packets with an internal address that a carrier has seen coming from us. */
  internalSeenBy(access: string): number {
    return Number(/packets (\d+)/.exec(this.namespaces.run(carrier(access), 'nft list counter ip seen internal'))?.[1] ?? -1);
  }

  /** A router falls over: its daemons and all its cables are gone at once. */
  lose(routerKey: string): void {
    this.namespaces.drop(`${routerKey}-`);
  }

  private addRouter(key: string, cabling: Cabling): Instance[] {
    const files = routerFiles(this.model, key);
    for (const { name, content } of files) {
      const path = join(this.folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, name.endsWith('interfaces.sh') ? cabling.mapped(key, content) : content);
    }
    sh(`sh ${join(this.folder, 'files', 'telecom', key, 'interfaces.sh')}`);
    for (const line of witnessLinesOf(this.model, key)) sh(witnessScript(this.namespaces.name(WITNESS), linkPort(line.key), line));
    return files.flatMap(({ name, content }) => {
      const [, domain] = /\/([^/]+)\/frr\.conf$/.exec(name) ?? [];
      return domain === undefined ? [] : [{ short: `${key}-${domain}`, daemons: daemonsOf(domain), config: content }];
    });
  }

  private endsOf(access: string): string[] {
    return [carrier(access), `${this.model.accesses[access]!.router}-access-${access}`].map((short) => this.namespaces.name(short));
  }
}

const daemonsOf = (domain: string): string[] => {
  if (domain.startsWith('access-')) return ['zebra', 'staticd', 'bfdd', 'bgpd'];
  return ['zebra', 'staticd', 'bfdd', 'ospfd', ...(domain === 'inside' ? [] : ['bgpd']), 'vrrpd'];
};

function machineScript(model: Model, { network: id, address }: Machine, name: string, cabling: Cabling): string {
  const { vlan, subnet, virtualGateway = '' } = model.networks[id]!;
  return `${cabling.script(`trunk/${String(vlan)}`, 'eth0', name)}
ip -n ${name} addr add ${address}/${subnet.split('/')[1]!} dev eth0
ip -n ${name} link set eth0 up
ip -n ${name} route add default via ${virtualGateway}`;
}

const witnessScript = (name: string, port: string, line: { witness: string; peer: string; address: string }): string =>
  `ip -n ${name} addr replace ${line.witness}/32 dev lo
ip -n ${name} addr add ${line.peer}/31 dev ${port}
ip -n ${name} link set ${port} up
ip -n ${name} route append default via ${line.address}`;
