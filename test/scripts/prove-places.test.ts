/** A reason leads to the line that says so: whatever one wrong decision breaks, each clause stands beside the key that it is about. */
import { join } from 'node:path';
import { proofOf } from '../../config/analysis';
import { chainOf } from '../../config/analysis/verdict/chain';
import { check } from '../../config/check';
import { load } from '../../config/load';
import { isRecord } from '../../config/walk';
import { readCase } from '../config/rules/overlay';
import { AS_OF } from '../support/estates';

// Nothing is timed: machines are busy.
jest.setTimeout(600_000);

const MUTATIONS = join(__dirname, '..', 'config', 'analysis', 'mutations');

/** What is written at a Model path, as text; undefined where a default is. */
function writtenAt(files: readonly { readonly file: string; readonly text: string }[], file: string, line: number): string {
  return (
    files
      .find((source) => source.file === file)
      ?.text.split('\n')
      [line - 1]?.trim() ?? ''
  );
}

/** The last key of a path; of an item of a list, its value as the Model has it, without its owner. */
function keyOf(model: unknown, path: readonly string[]): string {
  const last = path.at(-1) ?? '';
  if (!/^\d+$/.test(last)) return `${last}:`;
  const [collection = '', owner = '', , key = '', ...rest] = path;
  const root = isRecord(model) ? model['workloads'] : undefined;
  const node = isRecord(root) ? root[`${owner}/${key}`] : undefined;
  const value = rest.reduce<unknown>(
    (inner, name) => (Array.isArray(inner) ? inner[Number(name)] : isRecord(inner) ? inner[name] : undefined),
    node,
  );
  return typeof value === 'string' ? value.replace(`${owner}/`, '') : `${collection} has no ${path.join('.')}`;
}

test.each(['directory-single', 'mirrored-disk-made-single', 'critical-needs-comfort', 'no-witness'])('%s', (name) => {
  const { files } = readCase(join(MUTATIONS, `${name}.yaml`));
  const loaded = load(files);
  const { model } = check(loaded, { environment: name, asOf: AS_OF });
  if (model === undefined) throw new Error('the edited estate has no Model');
  const { verdict } = proofOf(model, AS_OF);
  const wrong = verdict.unmet.flatMap(({ id, chain }) => {
    if (chain.length === 0) return [`${id}: no reason`];
    return chain.flatMap(({ path }) => {
      const { file, line } = loaded.place(path, 'key');
      const segments = path.split('.');
      const whole = file === `${segments.join('/')}.yaml`;
      const written = writtenAt(files, file, line);
      return whole || written.includes(keyOf(model, segments)) ? [] : [`${path} leads to ${file}:${String(line)}: ${written}`];
    });
  });
  expect([...new Set(wrong)]).toEqual([]);
  expect(verdict.unmet.length).toBeGreaterThan(0);
});

test('whatever is hit has a reason', () => {
  const { files } = readCase(join(MUTATIONS, 'critical-needs-comfort.yaml'));
  const { model } = check(load(files), { environment: 'chelles', asOf: AS_OF });
  if (model === undefined) throw new Error('the edited estate has no Model');
  const { survival } = proofOf(model, AS_OF);
  const without = survival.field.told.flatMap(({ id }, index) => {
    const snapshot = survival.snapshot(index);
    return Object.keys(model.workloads).flatMap((workload) =>
      survival.level(`workload:${workload}`, index) > 0 && chainOf(model, snapshot, workload).length === 0 ? [`${workload}@${id}`] : [],
    );
  });
  expect(without).toEqual([]);
});
