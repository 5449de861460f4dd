/** Starts processes of a lab: each in a group of its own, noted on disk while it runs, so that whoever comes later can end it. */
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { GoRunner } from '../go-runner';
import type { LabFolder } from './folder';
import { CHILD_MARK, identify, type ProcessIdentity } from './process-identity';
import { stopGroup } from './stop-process';

export interface Started {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Hears each line of standard output. */
  readonly line?: (line: string) => void;
}

export interface Ended {
  /** Exit code; 128 and the signal’s number where a signal ended it. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export class Children {
  private readonly alive = new Map<number, ProcessIdentity>();
  private stopping = false;

  constructor(private readonly lab: LabFolder) {}

  /** Processes that were started here and have not ended. */
  get running(): readonly ProcessIdentity[] {
    return [...this.alive.values()];
  }

  /**
   * Runs a command to its end. A failure is an exit code, not an exception; a command that cannot be started throws. Once all are being
   * stopped nothing is started, and whoever waits for an end waits for ever: what they would say or do next is not wanted any more.
   */
  run(command: string, args: readonly string[], { folder, environment, line }: Started): Promise<Ended> {
    return new Promise((done, refuse) => {
      if (this.stopping) return;
      const child = spawn(command, args, {
        cwd: folder,
        env: { ...environment, [CHILD_MARK]: this.lab.root },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      if (child.pid !== undefined) this.note(child.pid);
      const out: string[] = [];
      let err = '';
      createInterface({ input: child.stdout }).on('line', (text) => {
        out.push(text);
        if (!this.stopping) line?.(text);
      });
      child.stderr.on('data', (text: Buffer) => (err += text.toString()));
      child.on('error', refuse);
      child.on('close', (code, signal) => {
        if (child.pid !== undefined) this.forget(child.pid);
        if (!this.stopping)
          done({ code: code ?? (signal === 'SIGKILL' ? 137 : signal === 'SIGINT' ? 130 : 143), out: out.join('\n'), err });
      });
    });
  }

  /** Starts a command that outlives this process; what it prints goes to a file. */
  keep(command: string, args: readonly string[], environment: Readonly<Record<string, string>>, log: string): ProcessIdentity {
    if (this.stopping) return { pid: 0, started: '', command };
    const file = openSync(log, 'w');
    const child = spawn(command, args, {
      cwd: this.lab.root,
      env: { ...environment, [CHILD_MARK]: this.lab.root },
      detached: true,
      stdio: ['ignore', file, file],
    });
    closeSync(file);
    // It says why in its log, or is not there: whoever waits for its first words finds out.
    child.on('error', () => undefined);
    child.unref();
    const identity = child.pid === undefined ? undefined : this.note(child.pid);
    return identity ?? { pid: 0, started: '', command };
  }

  /** Go for `goTool`: noted and ended like everything else. */
  readonly runGo: GoRunner = (args, folder, environment) => this.run('go', args, { folder, environment });

  /** Ends everything that was started here and still runs, for good: nothing is started after it. */
  async stop(signal: NodeJS.Signals, grace?: number): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running.map((known) => stopGroup(known, signal, grace)));
  }

  private note(pid: number): ProcessIdentity | undefined {
    const identity = identify(pid);
    if (identity === undefined) return undefined;
    this.alive.set(pid, identity);
    mkdirSync(this.lab.processes, { recursive: true });
    writeFileSync(this.noteOf(pid), JSON.stringify(identity));
    return identity;
  }

  private forget(pid: number): void {
    this.alive.delete(pid);
    rmSync(this.noteOf(pid), { force: true });
  }

  private noteOf(pid: number): string {
    return join(this.lab.processes, `${String(pid)}.json`);
  }
}
