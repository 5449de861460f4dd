/**
 * The folder of the output. What is removed there is only what an earlier run wrote and nobody has touched since: its index holds the hash
 * of every file, and is there before the first of them.
 */
import { appendFileSync, existsSync, lstatSync, readdirSync, readFileSync, realpathSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder';
import { OUTPUT_REMEDY } from './output-at';
import { INDEX_FILE, readIndex, renderIndex } from './output-index';
import { replaceFile } from './replace-file';
import { sha256 } from './sha256';
import { holdsTrace } from './trace';
import { UsageError } from './usage-error';

export class OutputFolder {
  /** Files that this run is about, written or found right. */
  readonly paths = new Set<string>();
  written = 0;
  /** Hash of each file, as an earlier run and then this one wrote it. */
  private readonly hashes: Map<string, string>;
  private readonly before: readonly string[];
  private readonly another: boolean;
  private readonly ready = new Set<string>();

  /** Refuses a folder that holds something else: what Cordée removes there must be its own. Changes nothing yet. */
  constructor(
    readonly folder: string,
    private readonly environment: string,
  ) {
    const index = readIndex(folder);
    const entries = existsSync(folder) ? readdirSync(folder) : [];
    if (entries.length > 0 && index === undefined && !holdsTrace(folder))
      throw new UsageError(`\`${folder}\` holds something that is no output of Cordée`, OUTPUT_REMEDY);
    this.hashes = new Map(index?.hashes);
    this.before = [...this.hashes.keys()];
    this.another = index?.environment !== environment;
  }

  /** Makes the folder ours, before anything is made in it: a run that is killed leaves what the next one knows as its own. */
  begin(): void {
    this.directory('stacks');
    // Until the end of this run nobody can say which environment the folder is of, where it was of another.
    const environment = this.another && this.before.length > 0 ? '' : this.environment;
    replaceFile(join(this.folder, INDEX_FILE), renderIndex(environment, this.hashes));
  }

  readonly write = (path: string, text: string): void => {
    this.paths.add(path);
    const hash = sha256(text);
    const target = join(this.folder, path);
    const right = existsSync(target) && !isLink(target) && readFileSync(target, 'utf8') === text;
    if (this.hashes.get(path) !== hash) appendFileSync(join(this.folder, INDEX_FILE), `${hash} ${path}\n`);
    this.hashes.set(path, hash);
    if (right) return;
    this.directory(dirname(path));
    if (isLink(target)) rmSync(target);
    writeFileSync(target, text);
    this.written++;
  };

  /** Removes what an earlier run made and this one does not; a stack goes with what Terraform noted beside it. Returns how many files. */
  clean(): number {
    const gone = this.before.filter((path) => !this.paths.has(path) && this.isOurs(path));
    for (const path of gone) {
      rmSync(join(this.folder, path));
      this.forgetBackend(path);
      this.removeEmpty(dirname(path));
    }
    // What Terraform noted of the backend of another environment may not be taken for ours. State is never here.
    if (this.another) for (const path of this.before) this.forgetBackend(path);
    const kept = [...this.paths].map(
      (path) => [path, this.hashes.get(path) ?? sha256(readFileSync(join(this.folder, path), 'utf8'))] as const,
    );
    replaceFile(join(this.folder, INDEX_FILE), renderIndex(this.environment, kept));
    return gone.length;
  }

  /** A file of the index, unchanged since, and no link leads to it from below the folder. */
  private isOurs(path: string): boolean {
    const target = join(this.folder, path);
    if (!existsSync(target) || !lstatSync(target).isFile() || !this.isBelow(dirname(path))) return false;
    return sha256(readFileSync(target, 'utf8')) === this.hashes.get(path);
  }

  private isBelow(directory: string): boolean {
    const path = join(this.folder, directory);
    return existsSync(path) && realpathSync(path) === join(realpathSync(this.folder), directory);
  }

  private forgetBackend(path: string): void {
    const directory = /^stacks\/[a-z0-9-]+(?=\/cdk\.tf\.json$)/.exec(path)?.[0];
    if (directory === undefined || !this.isBelow(directory)) return;
    for (const noted of ['.terraform', '.terraform.lock.hcl'])
      rmSync(join(this.folder, directory, noted), { recursive: true, force: true });
  }

  private removeEmpty(directory: string): void {
    const path = join(this.folder, directory);
    if (directory === '.' || readdirSync(path).length > 0) return;
    rmdirSync(path);
    this.removeEmpty(dirname(directory));
  }

  /** Makes a folder below ours. A link would lead to what belongs to somebody else. */
  private directory(path: string): void {
    if (this.ready.has(path)) return;
    const whole = join(this.folder, path);
    if (path !== '.') {
      this.directory(dirname(path));
      if (isLink(whole))
        throw new UsageError(`\`${whole}\` is a link, and what it leads to is no output of Cordée`, `remove the link, or ${OUTPUT_REMEDY}`);
    }
    makeFolder(whole);
    this.ready.add(path);
  }
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
