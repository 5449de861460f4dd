/** Text of the launcher: the same for every estate and machine. */
export const LAUNCHER = `// Written by Cordée beside the stacks. Terraform's local-exec calls it; it finds the command line and hands everything on.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');

const home = process.env.CORDEE_HOME ?? join(__dirname, '..');
const cordee = join(home, 'dist', 'cordee.js');
if (!existsSync(cordee)) {
  console.error(\`cordee: \${cordee} is not there: run \\\`npm run build\\\` in the project, or name its folder in CORDEE_HOME\`);
  process.exit(1);
}
const { status } = spawnSync(process.execPath, [cordee, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
`;
