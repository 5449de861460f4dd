/** The books of the estate: figures beside the survival proof, and what of them decides the verdict. */
import type { Model } from '../model/model';
import { accessesOf } from './accesses';
import { backupOf } from './backup';
import { callsOf } from './calls';
import { capacity } from './capacity';
import { costsOf } from './costs';
import { energyOf } from './energy';
import { sharedRisksOf } from './shared-risks';
import { supplierStateOf } from './suppliers';
import { virtualisationOf } from './virtualisation';

export type Books = ReturnType<typeof booksOf>;

/** `asOf`: the day at which contracts and restore tests are judged. */
export function booksOf(model: Model, asOf: string) {
  return {
    capacity: capacity(model),
    backup: backupOf(model, asOf),
    energy: energyOf(model),
    costs: costsOf(model),
    suppliers: supplierStateOf(model, asOf),
    virtualisation: virtualisationOf(model),
    sharedRisks: sharedRisksOf(model),
    accesses: accessesOf(model),
    calls: callsOf(model),
  };
}
