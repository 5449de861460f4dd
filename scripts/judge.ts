/** An environment read and judged: syntax, shape, references, rules and the register of what holds data. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { check, type Checked } from '../config/check';
import { type Finding, sortFindings, stops } from '../config/finding';
import { load, type Loaded } from '../config/load';
import {
  compareRegister,
  type CompareOptions,
  EMPTY_REGISTER,
  type Pending,
  REGISTER_FILE,
  type Register,
  renderRegister,
} from '../config/register';
import type { Collection } from '../config/model/index';
import type { Model } from '../config/model/model';
import { parseFile } from '../config/parse';
import { problemsOf } from '../config/schema';
import type { SourceFile } from '../config/source';
import type { Memory } from './memory';
import { command } from './next-command';
import { type Environment, reachOf, readFiles } from './read-estate';
import { isUnreadable, readRegister } from './read-register';

export interface Judged extends Checked {
  readonly environment: Environment;
  readonly files: readonly SourceFile[];
  readonly loaded: Loaded;
  /** What the register must say after a synth. */
  readonly register: Register;
  readonly registerText: string | undefined;
  /** What the next deployments still destroy, by an approval. */
  readonly pending: readonly Pending[];
}

export interface RegisterOptions {
  /** Where there is no register, an empty one is taken for it. Default: that is a finding. */
  readonly begin?: boolean;
  /** What remembers the estate beside its register. Default: nothing. */
  readonly remembered?: (model: Model) => CompareOptions;
}

/** `progress` hears what is being done, often; it decides what of that is shown. */
export function judge(
  environment: Environment,
  asOf: string,
  progress?: (text: string) => void,
  memory?: Memory,
  { begin = false, remembered }: RegisterOptions = {},
): Judged {
  progress?.(`reading ${environment.name} …`);
  const files = readFiles(environment.folder);
  const loaded = load(files, (sources) =>
    sources.map((source, index) => {
      progress?.(`reading ${environment.name}: file ${String(index + 1)} of ${String(sources.length)}`);
      return (memory?.parse ?? parseFile)(source);
    }),
  );
  const shape = (collection: Collection, data: unknown, file: string) => {
    progress?.(`checking ${environment.name}: ${collection}`);
    return (memory?.shape ?? problemsOf)(collection, data, file);
  };
  const checked = check(loaded, { environment: environment.name, asOf, shape });
  const path = join(environment.folder, REGISTER_FILE);
  const unreadable = isUnreadable(path);
  const registerText = existsSync(path) && !unreadable ? readRegister(path) : undefined;
  const base = { environment, files, loaded, registerText, pending: [] };
  if (checked.model === undefined) return { ...base, ...checked, register: EMPTY_REGISTER };
  if (registerText === undefined && (unreadable || !begin)) {
    const finding = unreadable ? noFile() : missing(environment);
    return { ...base, ...checked, findings: sortFindings([...checked.findings, finding]), register: EMPTY_REGISTER };
  }
  const text = registerText ?? renderRegister(EMPTY_REGISTER);
  const compared = compareRegister(checked.model, text, (at) => loaded.place(at), {
    asOf,
    command: (words) => command(words, reachOf(environment)),
    ...remembered?.(checked.model),
  });
  return {
    ...base,
    ...checked,
    findings: sortFindings([...checked.findings, ...compared.findings]),
    register: compared.next,
    pending: compared.pending,
  };
}

const ofRegister = {
  severity: 'error',
  subject: REGISTER_FILE,
  related: [],
  place: { file: REGISTER_FILE, line: 1, column: 1, length: 1 },
} as const;

const noFile = (): Finding => ({
  ...ofRegister,
  rule: 'register-malformed',
  message: 'this is no file that can be read',
  fix: 'put it aside, and restore the register from version control',
});

const missing = (environment: Environment): Finding => ({
  ...ofRegister,
  rule: 'register-missing',
  message: `\`${REGISTER_FILE}\` is missing: nobody remembers what holds data`,
  fix: `restore it from version control; for an estate that was never deployed, begin one: ${command('synth --new-register', reachOf(environment))}`,
});

export const failed = (judged: Judged, strict: boolean): boolean =>
  judged.model === undefined || judged.findings.some((finding) => stops(finding, strict));

/** The register’s next text, where it differs from what is written. */
export function changedRegister(judged: Judged): string | undefined {
  const text = renderRegister(judged.register);
  return text === judged.registerText ? undefined : text;
}
