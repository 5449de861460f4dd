import { builtInRules } from '../../config/built-in-rules';
import { proofRules } from '../../config/proof-rules';
import { rules } from '../../config/rules/index';
import { cordee } from '../support/fake-shell';

const all = [...builtInRules, ...proofRules, ...rules];

test('every rule in one line', async () => {
  const { code, out } = await cordee(['explain']);
  expect([code, out.split('\n').map((line) => line.split(/ {2,}/)[0])]).toEqual([0, all.map(({ id }) => id)]);
});

test('one rule in full', async () => {
  expect(await cordee(['explain', 'duplicate-entity'])).toEqual({
    code: 0,
    err: '',
    out: [
      'duplicate-entity (error)',
      '',
      'An entity is described once.',
      '',
      'The same key in `tenants.yaml` and in `tenants/` would leave open which of the two holds.',
      '',
      'Source: Our own decision; DECISIONS.md.',
      'It cannot be excepted.',
    ].join('\n'),
  });
  expect((await cordee(['explain', 'witness-unconfirmed'])).out).toContain(
    'An entry of `exceptions` can accept its findings, with a reason, an owner and an end.',
  );
});

test('a rule of the domain shows the case that tests it', async () => {
  const { out } = await cordee(['explain', 'vlan-unique']);
  expect(out.split('\n').slice(-9)).toEqual([
    '',
    'With this change to the smallest estate …',
    '  # Two networks on one VLAN.',
    '  edits:',
    '    - { file: tenants/ville.yaml, set: networks.serveurs.vlan, to: 30 }',
    '… the check says:',
    '  tenants/ville.yaml:19:11: VLAN `30` already belongs to network `backup` [vlan-unique]',
    '    fix: choose a free one, such as 31',
    '    first used here: networks.yaml:49:9',
  ]);
});

test('as JSON', async () => {
  const listed = JSON.parse((await cordee(['explain', '-f', 'json'])).out) as { rules: { id: string }[] };
  expect(listed.rules.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(JSON.parse((await cordee(['explain', 'exception-idle', '-f', 'json'])).out)).toEqual({
    id: 'exception-idle',
    severity: 'warning',
    title: 'An exception accepts a finding that is there, of a rule that can be excepted.',
    reason: builtInRules.find(({ id }) => id === 'exception-idle')!.reason,
    source: 'Our own decision; DECISIONS.md.',
    waivable: false,
  });
});

test('ids are unique and every text is there', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { id, title, reason, source } of all) {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect([id, title.endsWith('.'), reason.length > 20, source.length > 3]).toEqual([id, true, true, true]);
  }
});
