/** What people write in the estate is never an expression of Terraform. */
import type { RawEntity } from '../../config/load';
import { check } from '../../config/check';
import { load } from '../../config/load';
import { literal } from '../../constructs/address';
import { AS_OF, filesOf } from '../support/estates';
import { fits, leavesOf, replaced } from '../../config/leaves';
import { renderModel } from './rendered';

const MARK = '${evil}';

/** The estate with an expression at the end of each text that allows it; what is left without one has a form that has no room for it. */
function poisoned(environment: string): { texts: string; fields: ReadonlySet<string> } {
  const loaded = load(filesOf(environment));
  const entities = new Map<string, RawEntity>(loaded.entities);
  const fields = new Set<string>();
  for (const { entity, field, pointer, value, schema } of leavesOf(loaded)) {
    const now = entities.get(entity)!;
    if (typeof value !== 'string' || schema.ref !== undefined) continue;
    const changed = replaced(now, pointer, `${value}${MARK}`);
    if (!fits(changed)) continue;
    entities.set(entity, changed);
    fields.add(field);
  }
  const { model } = check({ ...loaded, entities }, { environment, asOf: AS_OF, rules: [] });
  if (model === undefined) throw new Error('the estate is broken');
  return { texts: [...renderModel(model).stacks.values()].map(({ text }) => text).join('\n'), fields };
}

test('text is escaped where Terraform would take it for an expression or a directive', () => {
  expect(literal('a ${b} %{ if c } $5 100 % {d} $')).toBe('a $${b} %%{ if c } $5 100 % {d} $');
});

test.each(['minimal', 'chelles'])('wherever a text of %s may hold an expression, Terraform reads it as it stands', (environment) => {
  const { texts, fields } = poisoned(environment);
  expect(fields.size).toBeGreaterThan(40);
  expect([...fields]).toEqual(
    expect.arrayContaining(['tenant.contact', 'storage.serverGroup', 'estate.vcenter.datacenter', 'template.name']),
  );
  expect(texts).toContain('$${evil}');
  const read = texts.split('\n').filter((line) => /(?<!\$)\$\{evil\}/.test(line));
  expect([...new Set(read.map((line) => line.trim()))]).toEqual([]);
});
