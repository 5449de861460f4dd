/** Whoever pastes an example of the help gets what it promises: each that needs no lab and writes nothing is run, on the reference estate. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { program } from '../../scripts/program';
import { cordee } from '../support/fake-shell';

const OUTPUT = mkdtempSync(join(tmpdir(), 'cordee-'));
const shell = { today: '2026-11-23', print: () => undefined } as unknown as Parameters<typeof program>[0];
const all = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(all)];

/** Examples of other folders, of branches and of running labs say how a command is called, not what is here. */
const RUNS = /^cordee (check|model|list|explain|where|prove)(?!.*our-estate)/;

beforeAll(async () => {
  expect((await cordee(['synth', '--locked', '-o', OUTPUT])).code).toBe(0);
});

async function examplesOf(command: Command): Promise<string[]> {
  const path: string[] = [];
  for (let at = command; at.parent !== null; at = at.parent) path.unshift(at.name());
  const { out } = await cordee([...path, '--help']);
  return [...out.matchAll(/^ {2}\$ (cordee .*?) +# /gm)].map(([, line = '']) => line.trim());
}

test('every command has examples, its own and that of its group', async () => {
  for (const command of all(program(shell, () => undefined)))
    expect({ command: command.name(), examples: (await examplesOf(command)).length > 0 }).toEqual({
      command: command.name(),
      examples: true,
    });
});

test('what an example says can be run, runs', async () => {
  const commands = all(program(shell, () => undefined));
  const lines = new Set((await Promise.all(commands.map(examplesOf))).flat().filter((line) => RUNS.test(line)));
  expect(lines.size).toBeGreaterThan(15);
  for (const line of lines) {
    const argv = line
      .replace(/ *[|>].*$/, '')
      .split(' ')
      .slice(1);
    const { code, err } = await cordee(argv[0] === 'where' ? [...argv, '-o', OUTPUT] : argv);
    expect({ line, code, err }).toEqual({ line, code: 0, err: '' });
  }
}, 60_000);
