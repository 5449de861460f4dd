/** The rooms of the house keep apart: the linter refuses what architecture forbids, and allows what it needs. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from './support/needs';

const refused: readonly (readonly [file: string, line: string])[] = [
  ['config/resolve.ts', "import { App } from 'cdktf';"],
  ['config/resolve.ts', "import { Construct } from 'constructs';"],
  ['config/resolve.ts', "import { DataVsphereHost } from '@cdktf/provider-vsphere/lib/data-vsphere-host';"],
  ['config/resolve.ts', "import { named } from '../constructs/address';"],
  ['config/resolve.ts', "import { BaseStack } from '../stacks/base-stack';"],
  ['config/resolve.ts', "import { UsageError } from '../scripts/usage-error';"],
  ['config/resolve.ts', "import { readFileSync } from 'node:fs';"],
  ['config/resolve.ts', "import { spawn } from 'child_process';"],
  ['config/resolve.ts', 'export const now = Date.now();'],
  ['config/resolve.ts', 'export const today = new Date();'],
  ['config/resolve.ts', 'export const chance = Math.random();'],
  ['config/resolve.ts', "export const home = process.env['HOME'];"],
  ['config/rules/vlan-unique.ts', "import { App } from 'cdktf';"],
  ['config/rules/vlan-unique.ts', "import { named } from '../../constructs/address';"],
  ['config/rules/vlan-unique.ts', 'export const today = new Date();'],
  ['config/model/site.ts', "import { load } from '../load';"],
  ['config/model/site.ts', "import { rules } from '../rules/index';"],
  ['config/model/site.ts', "import { App } from 'cdktf';"],
  ['config/analysis/survival.ts', "import { load } from '../load';"],
  ['config/analysis/survival.ts', "import { rules } from '../rules/index';"],
  ['config/analysis/survival.ts', "import { App } from 'cdktf';"],
  ['config/analysis/deep/survival.ts', "import { load } from '../../load';"],
  ['constructs/address.ts', "import { parse } from 'yaml';"],
  ['constructs/address.ts', "import { readFileSync } from 'node:fs';"],
  ['constructs/address.ts', "export const home = process.env['HOME'];"],
  ['constructs/address.ts', 'export const now = Date.now();'],
  ['constructs/address.ts', "import { load } from '../config/load';"],
  ['constructs/address.ts', "import { rules } from '../config/rules/index';"],
  ['constructs/address.ts', "import { BaseStack } from '../stacks/base-stack';"],
  ['constructs/servers/virtual-machine.ts', "import { check } from '../../config/check';"],
  ['constructs/servers/virtual-machine.ts', "import { UsageError } from '../../scripts/usage-error';"],
  ['stacks/base-stack.ts', "import { check } from '../config/check';"],
  ['stacks/base-stack.ts', "import { vlanUnique } from '../config/rules/vlan-unique';"],
  ['stacks/base-stack.ts', "import { readFileSync } from 'node:fs';"],
  ['stacks/base-stack.ts', "import { UsageError } from '../scripts/usage-error';"],
  ['stacks/base-stack.ts', "export const home = process.env['HOME'];"],
  ['test/layering.test.ts', "test.skip('later', () => undefined);"],
  ['test/layering.test.ts', "test.only('this', () => undefined);"],
];

const allowed: readonly (readonly [file: string, line: string])[] = [
  ['config/resolve.ts', "import { kinds } from './model/index';"],
  ['config/resolve.ts', "export const day = new Date('2027-06-30');"],
  ['config/rules/vlan-unique.ts', "import { inOrder } from '../model/model';"],
  ['config/model/site.ts', "import { group } from './fields';"],
  ['config/analysis/survival.ts', "import type { Model } from '../model/model';"],
  ['config/analysis/deep/survival.ts', "import type { Model } from '../../model/model';"],
  ['constructs/address.ts', "import { TerraformElement } from 'cdktf';"],
  ['constructs/servers/virtual-machine.ts', "import type { Model } from '../../config/model/model';"],
  ['constructs/servers/virtual-machine.ts', "import { datacenterSites } from '../../config/views';"],
  ['stacks/base-stack.ts', "import type { Model } from '../config/model/model';"],
  ['stacks/base-stack.ts', "import { Lookups } from '../constructs/lookups';"],
  ['scripts/synth.ts', "import { readFileSync } from 'node:fs';"],
  ['scripts/shell.ts', 'export const today = new Date();'],
  ['test/support/needs.ts', "test.skip('later', () => undefined);"],
];

const lint = (cases: readonly (readonly [string, string])[]): string[][] =>
  JSON.parse(
    execFileSync(process.execPath, [join(PROJECT, 'test/support/lint-lines.mjs')], {
      cwd: PROJECT,
      input: JSON.stringify(cases),
      encoding: 'utf8',
    }),
  ) as string[][];

test('what architecture forbids is refused, the rest is not', () => {
  const answers = lint([...refused, ...allowed]);
  const verdict = ([file, line]: readonly [string, string], index: number): string =>
    `${answers[index]?.length === 0 ? 'allowed' : 'refused'}: ${file}: ${line}`;
  expect([...refused, ...allowed].map(verdict)).toEqual([
    ...refused.map(([file, line]) => `refused: ${file}: ${line}`),
    ...allowed.map(([file, line]) => `allowed: ${file}: ${line}`),
  ]);
}, 60_000);
