/** A rehearsal that is stopped, by Ctrl-C or by force, leaves nothing behind for long. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeAway } from '../../../scripts/lab/clean';
import { markedProcesses } from '../../../scripts/lab/process-identity';
import { readRun } from '../../../scripts/lab/run-file';
import { TEMPORARY } from '../../../scripts/lab/temporary';
import { needs, PROJECT } from '../../support/needs';
import { build, labGround, type LabGround } from './ground';

/** The command line in a process of its own, until it says something. */
async function rehearsing(
  ground: LabGround,
  until: string,
): Promise<{ readonly child: ChildProcess; readonly ended: Promise<readonly [number | null, string]>; readonly said: () => string }> {
  const words = [join(PROJECT, 'scripts', 'cordee.cjs'), 'rehearse', '-e', 'minimal', '--provider', 'stand-in', '--labs', ground.labs];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  const ended = new Promise<readonly [number | null, string]>((done) => child.once('close', (code) => done([code, err])));
  await new Promise<void>((done, refuse) => {
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString();
      if (out.includes(until)) done();
    });
    void ended.then(([code]) => refuse(new Error(`it ended by itself: ${String(code)} ${err}`)));
  });
  return { child, ended, said: () => out };
}

const temporaries = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(TEMPORARY));

needs(
  ['terraform', 'go'],
  'Ctrl-C while stacks are applied: everything ends, the lab is gone, and the exit code says so',
  async () => {
    build();
    const ground = labGround('stand-in');
    const before = temporaries();
    const { child, ended, said } = await rehearsing(ground, '  telecom ');
    child.kill('SIGINT');
    expect(await ended).toEqual([130, 'cordee: stopped by SIGINT; what was started has ended\n']);
    // That Terraform did not come to its end is no finding.
    expect(said()).not.toContain('FAILED');
    expect([existsSync(ground.folder.root), markedProcesses(ground.folder.root), temporaries()]).toEqual([false, [], before]);
    await ground.away();
  },
  300_000,
);

needs(
  ['terraform', 'go'],
  'killed by force while stacks are applied: the next command finds what still runs, ends it, and begins anew',
  async () => {
    build();
    const ground = labGround('stand-in');
    const { child, ended } = await rehearsing(ground, '  telecom ');
    const temporary = readRun(ground.folder)?.temporary ?? '';
    child.kill('SIGKILL');
    await ended;
    expect([existsSync(ground.folder.root), existsSync(temporary)]).toEqual([true, true]);
    const { found, stopped } = await takeAway(ground.folder);
    const commands = stopped.map(({ command }) => /cordee-vcenter|vcenter-|datacore-simulator|terraform/.exec(command)?.[0]);
    expect(found).toBe(true);
    expect(commands).toEqual(expect.arrayContaining(['vcenter-', 'datacore-simulator']));
    expect([existsSync(ground.folder.root), existsSync(temporary), markedProcesses(ground.folder.root)]).toEqual([false, false, []]);
    await ground.away();
  },
  300_000,
);
