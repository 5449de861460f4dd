/** What a change of an environment’s raw entities changes: the findings of the check, the register, or a byte that is written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { booksOf } from '../../config/analysis/books';
import { plan } from '../../config/analysis/clock';
import { survivalOf } from '../../config/analysis/survival';
import { verdictOf } from '../../config/analysis/verdict';
import { promiseOf } from '../../config/analysis/verdict/promise';
import { judgedShortfalls } from '../../config/analysis/verdict/shortfalls';
import { check } from '../../config/check';
import { load, type Loaded, type RawEntity, withEntities } from '../../config/load';
import type { Model } from '../../config/model/model';
import { type Names, namesOf } from '../../config/names';
import { compareRegister, renderRegister } from '../../config/register';
import { type SchemaProblem, problemsOf } from '../../config/schema';
import { describedVcenter, vcenterInventory } from '../../scripts/lab/inventory';
import { renderModel } from '../stacks/rendered';
import { AS_OF, filesOf } from '../support/estates';
import { PROJECT } from '../support/needs';

export type Effect = 'finding' | 'register' | 'proof' | 'output' | 'none' | 'not valid';
const NOT_VALID = new Set(['schema', 'reference', 'missing-file']);

export class Estate {
  readonly loaded: Loaded;
  readonly names: Names;
  private readonly lock: string;
  private readonly shapes = new WeakMap<object, SchemaProblem[]>();
  private readonly findings: string;
  private readonly register: string;
  private readonly output: string;
  private readonly proof: string;

  constructor(readonly name: string) {
    this.loaded = load(filesOf(name));
    this.names = namesOf(this.loaded.entities.values());
    this.lock = readFileSync(join(PROJECT, 'config', 'environments', name, 'stateful.lock'), 'utf8');
    const { findings, model } = this.judge([]);
    if (model === undefined) throw new Error(`${name} is not valid: ${findings}`);
    this.findings = findings;
    this.register = this.registerOf(model);
    this.output = outputOf(model);
    this.proof = provedOf(model);
  }

  entity(path: string): RawEntity {
    const entity = this.loaded.entities.get(path);
    if (entity === undefined) throw new Error(`${this.name} has no ${path}`);
    return entity;
  }

  /** `written: false` leaves out what is proved and written, which takes longest. */
  effect(changes: readonly RawEntity[], written = true): Effect {
    const { findings, model, valid } = this.judge(changes);
    if (!valid || model === undefined) return 'not valid';
    if (findings !== this.findings) return 'finding';
    if (this.registerOf(model) !== this.register) return 'register';
    if (!written) return 'none';
    if (provedOf(model) !== this.proof) return 'proof';
    return outputOf(model) !== this.output ? 'output' : 'none';
  }

  /** All that is written after changes, to be compared. */
  written(changes: readonly RawEntity[]): string {
    const { model, findings } = this.judge(changes);
    if (model === undefined) throw new Error(findings);
    return outputOf(model);
  }

  private judge(changes: readonly RawEntity[]): { findings: string; valid: boolean; model?: Model } {
    const { findings, model } = check(withEntities(this.loaded, changes), {
      environment: this.name,
      asOf: AS_OF,
      shape: (collection, data) => {
        const key = data as object;
        const known = this.shapes.get(key) ?? problemsOf(collection, data);
        this.shapes.set(key, known);
        return known;
      },
    });
    const valid = !findings.some(({ rule }) => NOT_VALID.has(rule));
    // Who accepts a finding, and why, is printed with it.
    const accepted = findings.flatMap(({ exception }) => (exception === undefined ? [] : [model?.exceptions[exception]]));
    return { findings: JSON.stringify([findings, accepted]), valid, ...(model === undefined ? {} : { model }) };
  }

  private registerOf(model: Model): string {
    const { findings, next } = compareRegister(model, this.lock, this.loaded.place);
    return JSON.stringify(findings) + renderRegister(next);
  }
}

/** Everything that is written but the trace index, which is about lines of files; and what a lab begins with. */
const outputOf = (model: Model): string =>
  JSON.stringify([...renderModel(model).output.texts].filter(([path]) => path !== 'trace.json')) + labOf(model);

/** A lab refuses an estate that reads what a fresh vCenter does not have: that is an answer too. */
function labOf(model: Model): string {
  try {
    return JSON.stringify([vcenterInventory(model), describedVcenter(model)]);
  } catch (error) {
    return String(error);
  }
}

/** All that the proof says: verdict and books, what each failure does to each row, and when a tenant is back. Pairs of failures add no field. */
function provedOf(model: Model): string {
  const survival = survivalOf(model, { pairs: false });
  const books = booksOf(model, AS_OF);
  const rows = [...survival.rows.keys()];
  const levels = survival.field.told.map(({ id }, index) => [id, rows.map((row) => survival.level(row, index)).join('')]);
  const tenants = Object.keys(model.tenants);
  const plans = survival.field.told.flatMap(({ id }, index) =>
    /^(site:|volume:|intruder$)/.test(id) ? [tenants.map((key) => plan(model, survival.snapshot(index), key))] : [],
  );
  const { unmet, accepted } = verdictOf(model, survival, AS_OF);
  // What each workload is held to: an objective that holds by far is read as well.
  const promises = Object.values(model.workloads).map((workload) => promiseOf(model, workload));
  return JSON.stringify([promises, unmet, [...accepted], books, judgedShortfalls(model, books, AS_OF), levels, plans]);
}
