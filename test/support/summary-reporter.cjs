/**
 * The end of every run: what was skipped, by cause, then one plain line `N passed, N failed, N skipped` for people and for CI.
 * A test names its cause in its title (see needs.ts); one that names none is listed too, so that no skip goes unseen.
 */
const CAUSE = / \[skipped: (.+)\]$/;
const NO_CAUSE = 'without a cause: use `needs` of test/support/needs.ts';

// Jest's own summary comes after all reporters, and this is to be the very end.
const lastOfAll = (text) => process.once('exit', () => process.stdout.write(`${text}\n`));

class SummaryReporter {
  constructor(globalConfig, _options, { print = lastOfAll } = {}) {
    this.filtered = Boolean(globalConfig.testNamePattern);
    this.print = print;
  }

  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap((suite) =>
      suite.testResults.filter((test) => ['pending', 'todo', 'disabled'].includes(test.status)).map((test) => test.title),
    );
    const byCause = new Map();
    for (const title of skipped) {
      const [match, cause = NO_CAUSE] = CAUSE.exec(title) ?? [];
      // With `-t`, what the pattern passes over is no skip of the test's own.
      if (match === undefined && this.filtered) continue;
      byCause.set(cause, [...(byCause.get(cause) ?? []), title.replace(CAUSE, '')]);
    }
    if (byCause.size > 0) this.print('\nSkipped:');
    for (const [cause, titles] of [...byCause].sort(([a], [b]) => (a < b ? -1 : 1))) {
      this.print(`  ${cause} (${titles.length})`);
      for (const title of titles) this.print(`    ${title}`);
    }
    const count = [...byCause.values()].reduce((sum, titles) => sum + titles.length, 0);
    // A file that could not even be run is a failure as well, though none of its tests counts as failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    this.print(`${results.numPassedTests} passed, ${failed} failed, ${count} skipped`);
  }
}

module.exports = SummaryReporter;
