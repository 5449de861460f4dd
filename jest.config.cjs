/** Tests run on the sources, compiled one file at a time; types are the business of `npm run typecheck`. */
module.exports = {
  // A first build of a Go part, on a loaded machine: what hangs is still noticed.
  testTimeout: 120_000,
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '\.ts$': [
      'ts-jest',
      {
        diagnostics: false,
        tsconfig: { isolatedModules: true, module: 'commonjs', moduleResolution: 'node10', target: 'ES2022', esModuleInterop: true },
      },
    ],
  },
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/test/support/summary-reporter.cjs'],
};
