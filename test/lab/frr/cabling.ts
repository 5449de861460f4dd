/**
 * From a router’s script to this machine. Only what no test machine has is rewritten: namespaces bear a prefix (many routers on one machine);
 * ports and their VLANs become cables into a `fabric` namespace, where one bridge stands for each VLAN; ports that go into a namespace as they
 * are become cables to a carrier or to the witness.
 */
import type { Model } from '../../../config/model/model';
import { accessPort, FIRST_TRANSIT_VLAN, linkPort } from '../../../constructs/telecom/files/wiring';
import { carrier } from './carriers';

export const FABRIC = 'fabric';
export const WITNESS = 'witness';

export class Cabling {
  private readonly bridges = new Map<string, string>();
  private ports = 0;

  constructor(
    private readonly model: Model,
    /** Full name of a namespace of the lab. */
    private readonly named: (short: string) => string,
  ) {}

  /** A router’s script, as this machine can run it. */
  mapped(routerKey: string, script: string): string {
    const own = (domain: string): string => this.named(`${routerKey}-${domain}`);
    const ends: string[] = [];
    const lines = script.split('\n').map((line) => {
      const vlan = /^link add link (\S+) name (\S+) netns (\S+) type vlan id (\d+)$/.exec(line);
      if (vlan !== null) return this.plugged(this.segment(routerKey, vlan[1]!, Number(vlan[4])), vlan[2]!, own(vlan[3]!), ends);
      const port = /^link set dev (\S+) netns (\S+?)(?: name (\S+))?$/.exec(line);
      if (port !== null) return this.outside(port[1]!, own(port[2]!), port[3] ?? port[1]!);
      return line
        .replace(/^for name in (.*); do$/, (_, names: string) => `for name in ${names.split(' ').map(own).join(' ')}; do`)
        .replace(/^ip (-n|netns exec) ([a-z][a-z0-9-]*)/, (_, verb: string, name: string) => `ip ${verb} ${own(name)}`)
        .replace(/^link .*/, (text) => text.replace(/ netns (\S+)/g, (_, name: string) => ` netns ${own(name)}`));
    });
    return [...lines, this.inFabric(ends)].join('\n');
  }

  /** Shell lines that plug a machine of the lab into a segment. */
  script(segment: string, name: string, namespace: string): string {
    const ends: string[] = [];
    return [`ip ${this.plugged(segment, name, namespace, ends)}`, this.inFabric(ends)].join('\n');
  }

  private inFabric(lines: readonly string[]): string {
    return [`ip -n ${this.named(FABRIC)} -batch - <<'END'`, ...lines, 'END', ''].join('\n');
  }

  /** One end of a cable whose other end is on the bridge of its segment. */
  private plugged(segment: string, name: string, namespace: string, ends: string[]): string {
    const known = this.bridges.get(segment);
    const bridge = known ?? `br${String(this.bridges.size)}`;
    if (known === undefined) ends.push(`link add name ${bridge} type bridge`, `link set ${bridge} up`);
    this.bridges.set(segment, bridge);
    const port = `p${String((this.ports += 1))}`;
    ends.push(`link set ${port} master ${bridge}`, `link set ${port} up`);
    return `link add name ${name} netns ${namespace} type veth peer name ${port} netns ${this.named(FABRIC)}`;
  }

  /** A trunk reaches both sites, but for the VLANs between the routers of one site. */
  private segment(routerKey: string, port: string, vlan: number): string {
    const link = Object.keys(this.model.links).find((key) => linkPort(key) === port);
    const trunk = vlan < FIRST_TRANSIT_VLAN ? 'trunk' : this.model.routers[routerKey]!.site;
    return `${link ?? trunk}/${String(vlan)}`;
  }

  private outside(port: string, namespace: string, name: string): string {
    const access = Object.keys(this.model.accesses).find((key) => accessPort(key) === port);
    const other = this.named(access === undefined ? WITNESS : carrier(access));
    return `link add name ${name} netns ${namespace} type veth peer name ${name} netns ${other}`;
  }
}
