/** How Go is run: with an environment of its own, and ended with whoever asked for it. */
import { spawn } from 'node:child_process';

/**
 * All that Go is told of the shell that it is started from: where it is, where it keeps what it has built and downloaded, and how it gets
 * modules. Nothing else of it could be of use, and credentials would be in the environment of a compiler.
 */
export const GO_VARIABLES: readonly string[] = [
  ...['PATH', 'HOME', 'TMPDIR', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME'],
  ...['GOROOT', 'GOPATH', 'GOCACHE', 'GOMODCACHE', 'GOTMPDIR', 'GOENV', 'GOFLAGS', 'GOTOOLCHAIN'],
  ...['GOPROXY', 'GONOPROXY', 'GOPRIVATE', 'GOSUMDB', 'GONOSUMDB', 'GOINSECURE'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
];

/** Runs `go` with these words in a folder; its exit code, and what it printed on both channels. Throws where there is no Go. */
export type GoRunner = (
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
) => Promise<{ readonly code: number; readonly out: string; readonly err: string }>;

export interface Finished {
  /** Undefined where the program could not be started. */
  readonly code: number | undefined;
  readonly output: string;
}

export type Go = (args: readonly string[]) => Promise<Finished>;

/** Go in one folder, with the environment that it is given everywhere. */
export const goIn =
  (folder: string, runGo: GoRunner): Go =>
  (args) =>
    finished(runGo, args, folder);

async function finished(runGo: GoRunner, args: readonly string[], folder: string): Promise<Finished> {
  const known = GO_VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  try {
    // A workspace above the project would replace what go.mod pins.
    const { code, out, err } = await runGo(args, folder, { ...Object.fromEntries(known), GOWORK: 'off' });
    return { code, output: [out, err].filter((text) => text !== '').join('\n') };
  } catch (error) {
    return { code: undefined, output: error instanceof Error ? error.message : String(error) };
  }
}

/** Ended by force when this process ends by itself; in its group, so that whoever ends the group ends it too. */
export const asChild: GoRunner = (args, cwd, env) =>
  new Promise((done, refuse) => {
    const child = spawn('go', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.on('data', (text: Buffer) => out.push(text.toString()));
    child.stderr.on('data', (text: Buffer) => err.push(text.toString()));
    child.on('error', (error) => {
      process.off('exit', end);
      refuse(error);
    });
    child.on('close', (code) => {
      process.off('exit', end);
      done({ code: code ?? 1, out: out.join(''), err: err.join('') });
    });
  });
