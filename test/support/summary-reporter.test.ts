import SummaryReporter from './summary-reporter.cjs';

const suite = (tests: readonly [string, string][]) => ({ testResults: tests.map(([title, status]) => ({ title, status })) });

function summary(results: object, config: object = {}): string {
  const lines: string[] = [];
  new SummaryReporter(config, {}, { print: (text: string) => lines.push(text) }).onRunComplete(new Set(), results);
  return lines.join('\n');
}

test('skips are grouped by cause, and the last line counts', () => {
  const testResults = [
    suite([
      ['boots [skipped: frr is not here: install FRR]', 'pending'],
      ['adds', 'passed'],
    ]),
    suite([
      ['parses [skipped: frr is not here: install FRR]', 'pending'],
      ['someday', 'todo'],
    ]),
  ];
  expect(summary({ numPassedTests: 1, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults })).toBe(
    [
      '',
      'Skipped:',
      '  frr is not here: install FRR (2)',
      '    boots',
      '    parses',
      '  without a cause: use `needs` of test/support/needs.ts (1)',
      '    someday',
      '1 passed, 0 failed, 3 skipped',
    ].join('\n'),
  );
});

test('a file that could not be run counts as failed', () => {
  expect(summary({ numPassedTests: 3, numFailedTests: 1, numRuntimeErrorTestSuites: 1, testResults: [] })).toBe(
    '3 passed, 2 failed, 0 skipped',
  );
});

test('what a name pattern passes over is no skip', () => {
  const testResults = [suite([['adds', 'pending']])];
  const results = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults };
  expect(summary(results, { testNamePattern: 'x' })).toBe('0 passed, 0 failed, 0 skipped');
});
