/** Where the process begins: what it is started with goes in, its exit code comes out. */
import { join } from 'node:path';
import { run } from './program';
import { processShell } from './shell';

// `cordee … | head` closes our output early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void run(process.argv.slice(2), processShell(join(__dirname, '..'))).then((code) => {
  process.exitCode = code;
});
