/** What the analysis assumes where neither the estate nor a vendor’s promise says it. Each is a field: an estate that has measured better says so. */
import { backupAssumptions } from './backup-assumptions';
import { continuityAssumptions } from './continuity-assumptions';
import { energyAssumptions } from './energy-assumptions';
import { defaulted, group } from './fields';
import { supplierAssumptions } from './supplier-assumptions';

export const assumptions = () =>
  defaulted(
    group(
      {
        ...continuityAssumptions(),
        backup: defaulted(backupAssumptions(), {}),
        energy: defaulted(energyAssumptions(), {}),
        suppliers: defaulted(supplierAssumptions(), {}),
      },
      'What the analysis assumes: each with its default and where that comes from.',
    ),
    {},
  );
