/** The packet filter between zones: who counts as whom, and who may open a connection to whom. Booted, it is tried in `test/lab/frr`. */
import { border } from '../../../constructs/telecom/files/border';
import { zones } from '../../../constructs/telecom/files/zones';
import { modelOf } from './estate';

const model = modelOf('chelles');
const text = zones(model, 'routeur-mairie-1');
const chain = (name: string): string[] => {
  const lines = text.split('\n');
  const begin = lines.indexOf(`  chain ${name} {`);
  return begin < 0 ? [] : lines.slice(begin + 1, lines.indexOf('  }', begin)).map((line) => line.trim());
};
const subnetsOf = (zone: string): string[] =>
  Object.values(model.networks).flatMap((network) => (network.zone === zone ? [network.subnet] : []));

test('a source is compared with the network of the VLAN that it comes by, before anything else', () => {
  const networks = Object.values(model.networks).filter(({ gateways }) => Object.keys(gateways).length > 0);
  expect(networks.length).toBeGreaterThan(40);
  for (const { vlan, subnet } of networks) {
    expect(chain(`on-${String(vlan)}`)).toEqual([`ip saddr != ${subnet} drop`]);
    for (const name of [`vlan${String(vlan)}`, `vrrp${String(vlan)}-both`, `vrrp${String(vlan)}-site`])
      expect(text).toContain(`      "${name}" : jump on-${String(vlan)},\n`);
  }
  expect(chain('forward').slice(0, 3)).toEqual([
    'type filter hook forward priority filter; policy drop;',
    'iifname vmap @entries',
    'ip saddr @routers ip daddr @routers accept',
  ]);
});

test('a zone opens connections where a flow leads, and only answers where one comes from', () => {
  expect(chain('answers')).toEqual(['tcp flags & (syn | ack) == syn drop', 'accept']);
  for (const zone of Object.keys(model.zones).filter((key) => subnetsOf(key).length > 0)) {
    const open = Object.values(model.flows).filter(({ state }) => state === 'open');
    const opened = open.flatMap(({ from, to }) => (from === zone ? [to] : []));
    const answered = open.flatMap(({ from, to }) => (to === zone && !opened.includes(from) ? [from] : []));
    const listed = (keys: readonly string[]): string => [...new Set(keys.flatMap(subnetsOf))].sort().join(', ');
    expect(chain(`from-${zone}`)).toEqual([
      `ip daddr { ${listed([zone, ...opened])} } accept`,
      ...(listed(answered) === '' ? [] : [`ip daddr { ${listed(answered)} } goto answers`]),
      ...(opened.includes('internet') ? ['ip daddr != @estate accept'] : []),
      ...(answered.includes('internet') ? ['ip daddr != @estate goto answers'] : []),
    ]);
  }
});

test('the Internet opens connections to what is published, and answers the rest that goes online', () => {
  expect(chain('forward').slice(-2)).toEqual([
    'ip saddr != @estate ip daddr @published accept',
    'ip saddr != @estate ip daddr @online goto answers',
  ]);
  expect(text).toContain(`set published { type ipv4_addr; flags interval; auto-merge; elements = { ${subnetsOf('dmz').join(', ')} }; }`);
});

test('nobody outside has an internal address', () => {
  const [key, access] = Object.entries(model.accesses)[0]!;
  const lines = border(model, key, access).split('\n');
  expect(lines[lines.findIndex((line) => line.includes('hook forward')) + 1]).toBe('    iifname "wan" ip saddr @internal drop');
});
