/** The register as a file: committed as synth writes it, read as it was written, and refused where somebody else wrote in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compareRegister,
  EMPTY_REGISTER,
  parseRegister,
  renderRegister,
  statefulEntries,
  type OtherRegister,
  type Register,
} from '../../config/register';
import { edited } from '../stacks/rendered';
import { PROJECT } from '../support/needs';
import { modelOf, chelles, LOCK, place, compare, said, TENANT } from './register-estate';

describe('the register of the reference estate', () => {
  test.each(['minimal', 'chelles'])('is committed as synth writes it: %s', (environment) => {
    const committed = readFileSync(join(PROJECT, 'config', 'environments', environment, 'stateful.lock'), 'utf8');
    const { findings, next } = compareRegister(modelOf(environment), committed, place);
    expect(findings).toEqual([]);
    expect(renderRegister(next)).toBe(committed);
  });

  test('is read as it was written', () => {
    const register: Register = {
      keys: statefulEntries(chelles),
      leaving: {
        'vm/a/b': {
          stack: 'tenant-a',
          address: 'x.y',
          approval: { key: 'k', for: ['leave'], reason: 'r', owner: 'o', until: '2027-01-31' },
        },
      },
    };
    expect(parseRegister(renderRegister(register))).toMatchObject({ register, malformed: [] });
    expect(parseRegister(renderRegister(EMPTY_REGISTER))).toMatchObject({ register: EMPTY_REGISTER, malformed: [] });
  });

  test('does not depend on the order of entities', () => {
    const turned = edited(chelles, (copy) => {
      copy.volumes = Object.fromEntries(Object.entries(copy.volumes).reverse());
      copy.workloads = Object.fromEntries(Object.entries(copy.workloads).reverse());
    });
    expect(renderRegister({ keys: statefulEntries(turned), leaving: {} })).toBe(LOCK);
  });

  const line = (start: string): number => LOCK.split('\n').findIndex((text) => text.startsWith(start)) + 1;
  test.each([
    ['a conflict of a merge', 'register-malformed', `${LOCK}<<<<<<< HEAD\n`, LOCK.split('\n').length],
    ['a line without its end', 'register-malformed', LOCK.replace(/^( {2}volume\/.*)\}$/m, '$1'), line('  volume/')],
    ['a key twice', 'register-malformed', LOCK.replace('leaving:', `  stack/tenant-${TENANT}: {"stack":"x"}\nleaving:`), line('leaving:')],
    ['a line taken out', 'register-edited', LOCK.replace(/^ {2}volume\/.*\n/m, ''), 1],
    ['a size changed by hand', 'register-edited', LOCK.replace(/"size":\d+/, '"size":1'), 1],
    ['nothing at all', 'register-edited', '', 1],
  ])('with %s is refused, at its line', (_, rule, text, at) => {
    const finding = compare(chelles, text).findings.find((found) => found.rule.startsWith('register-'));
    expect(finding).toMatchObject({ rule, severity: 'error', place: { file: 'stateful.lock', line: at } });
  });

  test('with any other value in any field of any kind of key is refused at that line, and nothing falls over it', () => {
    const approval = { key: 'k', for: ['leave' as const], reason: 'r', owner: 'o', until: '2027-01-31' };
    const leaving = { 'vm/a/b': { stack: 'tenant-a', address: 'x.y', returned: true as const, approval } };
    const minimal = modelOf('minimal');
    const keys = statefulEntries(minimal);
    const kinds = Object.keys(keys).filter((key, at, all) => all.findIndex((one) => one.split('/')[0] === key.split('/')[0]) === at);
    const lock = renderRegister({ keys, leaving });
    const seen = new Set<string>();
    for (const key of [...kinds, 'vm/a/b']) {
      const was: object = { ...keys[key], ...(leaving as Record<string, object>)[key] };
      for (const [field, value] of Object.entries(was)) {
        seen.add(field);
        for (const wrong of [5, 'x', null, true, [], [5], {}, { a: 5 }, { a: [5] }]) {
          const same = JSON.stringify(wrong) === JSON.stringify(value);
          const start = `  ${key}: `;
          const text = lock.replace(new RegExp(`^${start}.*$`, 'm'), `${start}${JSON.stringify({ ...was, [field]: wrong })}`);
          const rules = compareRegister(minimal, text, place).findings.map((finding) => finding.rule);
          expect([key, field, wrong, rules.some((rule) => /^register-(malformed|edited)$/.test(rule))]).toEqual([key, field, wrong, !same]);
        }
      }
    }
    expect([...seen].sort()).toEqual(
      [
        'address',
        'approval',
        'cards',
        'coresPerSocket',
        'cpus',
        'fixed',
        'memory',
        'mirrored',
        'nics',
        'pools',
        'returned',
        'size',
        'stack',
        'uses',
        'version',
      ].sort(),
    );
  });

  test('is made of those of two branches after a merge, whatever conflict it holds; what both forgot is not in it', () => {
    const [ours, theirs] = ['volume', 'datastore'].map((kind) => {
      const keys = Object.entries(statefulEntries(chelles)).filter(([key]) => !key.startsWith(`${kind}/`));
      return { name: `${kind}.lock`, text: renderRegister({ keys: Object.fromEntries(keys), leaving: {} }) };
    }) as [OtherRegister, OtherRegister];
    const merged = [ours, theirs];
    const { findings, next } = compareRegister(chelles, `${LOCK}=======\n`, place, { merged });
    expect([findings, renderRegister(next)]).toEqual([[], LOCK]);
    const lost = edited(chelles, (copy) => (copy.volumes = {}));
    expect(said(compareRegister(lost, LOCK, place, { merged }))).toEqual(
      Object.keys(chelles.volumes)
        .map((key) => `stateful-vanished volume/${key}`)
        .sort(),
    );
  });

  test('is the same to a system that ends its lines otherwise', () => {
    expect(compare(chelles, LOCK.replace(/\n/g, '\r\n')).findings).toEqual([]);
  });
});
