/** Correctness by types, and the layering that the folders promise: what each may import, and that only edges touch the world. */
import tseslint from 'typescript-eslint';

/** Patterns are matched on the text of the import, so they name both the package and the way up to a folder. */
const PACKAGES = {
  cdktf: ['cdktf', 'cdktf/*', '@cdktf/*', 'constructs'],
  world: ['node:*', 'fs', 'path', 'os', 'child_process', 'process'],
};
const folder = (name) => [`**/${name}`, `**/${name}/**`];
const MODEL_ONLY = ['**/config/*', '!**/config/model', '!**/config/model/**'];
const deny = (message, ...group) => ({ group: group.flat(), message });

/** `from` is denied the groups; `no-restricted-imports` knows one setting per file, so each folder lists all of its own. */
const layer = (files, patterns, more = {}) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }], ...more } });

const NO_CLOCK = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'No clock here: the day is given at the edge (--as-of).',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'No clock here: the day is given at the edge (--as-of).' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'No chance here: the output is deterministic.' },
];
const NO_PROCESS = { selector: "Identifier[name='process']", message: 'No process here: edges hand values in.' };
const NO_SKIP = [
  {
    selector: 'MemberExpression[property.name=/^(skip|only)$/][object.name=/^(test|it|describe)$/]',
    message: 'Say what is missing: `needs` of test/support/needs.ts.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'cdktf.out/', 'coverage/', '.cordee/', '**/*.cjs', '**/*.mjs', '.gen/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Constructs register themselves with their scope: `new` is the statement.
      'no-new': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true, varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  layer(
    ['config/**/*.ts'],
    [
      deny('config/ knows no Terraform.', PACKAGES.cdktf, folder('constructs'), folder('stacks')),
      deny('config/ is called by scripts/, never the other way round.', folder('scripts')),
      deny('config/ reads no file and starts nothing: edges hand text in.', PACKAGES.world),
    ],
    { 'no-restricted-syntax': ['error', ...NO_CLOCK, NO_PROCESS] },
  ),
  layer(
    ['config/model/**/*.ts'],
    [
      deny(
        'config/ knows no Terraform, no file and no process.',
        PACKAGES.cdktf,
        PACKAGES.world,
        folder('constructs'),
        folder('stacks'),
        folder('scripts'),
      ),
      deny('The model is what the rest of config/ stands on.', '../*'),
    ],
  ),
  // Typed arrays and rows that were just counted: a check of every index would be most of the loop.
  { files: ['config/analysis/survival/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  layer(
    ['config/analysis/**/*.ts'],
    [
      deny(
        'config/ knows no Terraform, no file and no process.',
        PACKAGES.cdktf,
        PACKAGES.world,
        folder('constructs'),
        folder('stacks'),
        folder('scripts'),
      ),
      deny(
        'The analysis sees the Model only.',
        ...['load', 'check', 'parse', 'source', 'schema', 'names', 'walk', 'resolve', 'path-at', 'finding', 'built-in-rules'].map(
          (file) => `**/${file}`,
        ),
        '**/register/**',
        '**/rules/**',
        '**/environments/**',
      ),
    ],
  ),
  layer(
    ['constructs/**/*.ts'],
    [
      deny('constructs/ read no file, no YAML and no environment: props hand values in.', PACKAGES.world, 'yaml'),
      deny('Wiring is in stacks/, commands in scripts/.', folder('stacks'), folder('scripts')),
      deny('constructs/ see the types of config/model and the views of config/views only.', MODEL_ONLY, '!**/config/views'),
    ],
    { 'no-restricted-syntax': ['error', ...NO_CLOCK, NO_PROCESS] },
  ),
  layer(
    ['stacks/**/*.ts'],
    [
      deny('stacks/ read no file and no environment.', PACKAGES.world, 'yaml'),
      deny('Commands are in scripts/.', folder('scripts')),
      deny(
        'No business rules in stacks/: they see config/model, config/views and the register only.',
        MODEL_ONLY,
        '!**/config/views',
        '!**/config/register',
      ),
    ],
    { 'no-restricted-syntax': ['error', ...NO_CLOCK, NO_PROCESS] },
  ),
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...NO_SKIP],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // What was synthesized is read as plain JSON: its shape is what these tests are about.
    files: ['test/constructs/**/*.ts', 'test/stacks/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['test/support/needs.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
