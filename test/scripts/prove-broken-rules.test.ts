/** Files that break rules are judged as they stand; a what-if needs neither a register nor a name. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofOf } from '../../config/analysis';
import { check } from '../../config/check';
import { load } from '../../config/load';
import { CASES, readCase } from '../config/rules/overlay';
import { estateFolder, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';

// Nothing is timed: machines are busy.
jest.setTimeout(600_000);

const textOf = (environment: string, name: string): string => filesOf(environment).find(({ file }) => file === name)!.text;

/** The town’s machine asks for more memory than its quota, which is a matter of rules alone. */
const greedy = textOf('minimal', 'tenants/ville.yaml').replace(/memory: \d+ GiB(?=, storage)/, 'memory: 1 GiB');
const noCarrier = { 'links.yaml': textOf('minimal', 'links.yaml').replace(/(temoin-mairie:[\s\S]*?carrier: )\w+/, '$1autre') };
const other = { 'suppliers/autre.yaml': textOf('minimal', 'suppliers/fournisseur.yaml').replace('title: Fournisseur', 'title: Autre') };

test('a broken rule is told beside a verdict that holds: exit code 1', async () => {
  const folder = estateFolder('minimal', { ...noCarrier, ...other, 'tenants/ville.yaml': greedy });
  const { code, out, err } = await cordee(['prove', '-e', folder]);
  expect([code, err]).toEqual([1, '']);
  const [head, warning] = out.split('\n\n');
  expect(head?.split('\n')[0]).toBe('estate holds what it promises: 55 cells judged');
  expect(warning?.replace(/\n +/g, ' ')).toBe(
    `! the files break 1 rule: the verdict is about what they say, and what is deployed may be something else: cordee check -e ${folder} the workloads of \`ville\` take \`4 GiB\` of memory, its quota is 1 GiB [tenant-quota] (tenants/ville.yaml:13)`,
  );
  const { holds, broken } = JSON.parse((await cordee(['prove', '-e', folder, '-f', 'json'])).out) as Record<string, unknown>;
  const message = 'the workloads of `ville` take `4 GiB` of memory, its quota is 1 GiB';
  expect([holds, broken]).toEqual([
    true,
    [{ rule: 'tenant-quota', subject: 'tenants.ville.quota.memory', at: 'tenants/ville.yaml:13', message }],
  ]);
});

test('one that does not hold exits with 3, rules broken or not', async () => {
  const { code, out } = await cordee(['prove', '-e', estateFolder('minimal', { 'tenants/ville.yaml': greedy })]);
  expect(code).toBe(3);
  expect(out).toContain('! the files break 1 rule:');
});

test('a what-if has no register, or that of somebody else', async () => {
  const expected = (await cordee(['prove', '-e', 'chelles'])).out.split('\n').slice(3).join('\n');
  const folder = estateFolder('chelles');
  const register = join(folder, 'stateful.lock');
  rmSync(register);
  const without = await cordee(['prove', '-e', folder]);
  expect([without.code, without.out.split('\n').slice(3).join('\n')]).toEqual([0, expected]);
  writeFileSync(register, 'something else');
  expect((await cordee(['prove', '-e', folder])).code).toBe(0);
});

test('whatever rule an estate breaks, it is judged', () => {
  const folder = join(CASES, 'err');
  const cases = readdirSync(folder).flatMap((rule) =>
    readdirSync(join(folder, rule))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => join(folder, rule, name)),
  );
  expect(cases.length).toBeGreaterThan(150);
  for (const path of cases) {
    const { files, asOf } = readCase(path);
    const { model } = check(load(files), { environment: 'case', asOf });
    if (model !== undefined) expect([path, typeof proofOf(model, asOf).holds]).toEqual([path, 'boolean']);
  }
});
