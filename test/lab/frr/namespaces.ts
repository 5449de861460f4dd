/**
 * Namespaces and FRR daemons of one lab. Everything bears the lab’s prefix, which holds the id of this process; daemons are ended by the ids
 * they wrote down. What a killed run left behind is removed by the next one.
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { frrFolder } from '../../support/needs';

const FAMILY = 'cordee-lab-';
const ETC = '/etc/frr';
const RUN = '/var/run/frr';

/** Runs a shell script; a failure carries its output. */
export function sh(script: string): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-eu'], { input: script, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${stderr}\n${script.slice(0, 2000)}`);
  return stdout;
}

export interface Instance {
  readonly short: string;
  readonly daemons: readonly string[];
  readonly config: string;
}

export class Namespaces {
  readonly prefix = `${FAMILY}${String(process.pid)}-`;

  constructor() {
    for (const name of listed()) {
      const owner = Number(name.slice(FAMILY.length).split('-')[0]);
      if (!existsSync(`/proc/${String(owner)}`)) remove(name);
    }
  }

  name(short: string): string {
    return `${this.prefix}${short}`;
  }

  /** Runs a command in a namespace and gives its output. */
  run(short: string, command: string): string {
    return spawnSync('ip', ['netns', 'exec', this.name(short), 'sh', '-c', command], { encoding: 'utf8' }).stdout;
  }

  /** Starts a command in a namespace and gives its output once it has ended. */
  background(short: string, command: string): Promise<string> {
    return new Promise((resolve) => {
      execFile('ip', ['netns', 'exec', this.name(short), 'sh', '-c', command], (_error, stdout) => {
        resolve(stdout);
      });
    });
  }

  vtysh(short: string, command: string): string {
    return spawnSync('vtysh', ['-N', this.name(short), '-c', command], { encoding: 'utf8' }).stdout;
  }
  json(short: string, command: string): unknown {
    return JSON.parse(this.vtysh(short, `${command} json`));
  }

  /** Starts daemons in each namespace, then loads its configuration, as a router does at boot. Two at a time: labs share their machine. */
  start(instances: readonly Instance[]): void {
    const lines = instances.map(({ short, daemons, config }) => {
      const name = this.name(short);
      mkdirSync(join(ETC, name), { recursive: true });
      mkdirSync(join(RUN, name), { recursive: true });
      writeFileSync(join(ETC, name, 'frr.conf'), config);
      writeFileSync(join(ETC, name, 'vtysh.conf'), '');
      const starts = daemons.map(
        (daemon) => `ip netns exec ${name} ${frrFolder() ?? ''}/${daemon} -d -N ${name} -A 127.0.0.1 -P 0 2>/dev/null`,
      );
      return `${starts.join(' && ')} && vtysh -N ${name} -b >/dev/null 2>${join(RUN, name, 'load')}`;
    });
    sh(`chown -R frr:frr ${RUN}/${this.prefix}*\nxargs -d '\\n' -P 2 -I{} sh -c '{}' <<'END'\n${lines.join('\n')}\nEND\n`);
  }

  /** Ends the daemons and removes the namespaces whose short name begins so; all of this lab for the empty text. */
  drop(beginning: string): void {
    for (const name of listed().filter((other) => other.startsWith(this.name(beginning)))) remove(name);
  }
}

const folder = (path: string): string[] => (existsSync(path) ? readdirSync(path).filter((name) => name.startsWith(FAMILY)) : []);
const listed = (): string[] => [...new Set([...folder('/var/run/netns'), ...folder(ETC), ...folder(RUN)])];

function remove(name: string): void {
  const run = join(RUN, name);
  for (const file of existsSync(run) ? readdirSync(run).filter((entry) => entry.endsWith('.pid')) : []) {
    const pid = Number(readFileSync(join(run, file), 'utf8'));
    // An id may have been given to another process since: only a daemon of this namespace is ended.
    const cmdline = existsSync(`/proc/${String(pid)}/cmdline`) ? readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8') : '';
    if (cmdline.split('\0').includes(name)) process.kill(pid, 'SIGKILL');
  }
  spawnSync('ip', ['netns', 'del', name]);
  for (const path of [run, join(ETC, name)]) rmSync(path, { recursive: true, force: true });
}
