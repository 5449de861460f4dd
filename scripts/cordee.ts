/** Where the process begins: what it is started with goes in, its exit code comes out. */
import { join } from 'node:path';
import { run } from './program';
import { processShell } from './shell';

let lost = false;
// `cordee … | head` closes our output early: nobody reads on, and the answer of the command is still its exit code.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || lost) return;
  lost = true;
  process.exitCode = 1;
  process.stderr.write(`cordee: what it prints cannot be written: ${error.message}\n`);
});
// There is nowhere left to say that this one is closed.
process.stderr.on('error', () => undefined);

void run(process.argv.slice(2), processShell(join(__dirname, '..'))).then((code) => {
  process.exitCode = lost ? 1 : code;
});
