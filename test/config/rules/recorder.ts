/** A Model that notes which collections are looked at. */
import type { Collection } from '../../../config/model/index';
import type { Model } from '../../../config/model/model';

/** What stands behind the parts of the Model that are put together from several collections. */
const BEHIND: Readonly<Record<string, readonly Collection[]>> = {
  networks: ['networks', 'tenants', 'schools'],
  workloads: ['tenants', 'services'],
};

export function recording(model: Model): { readonly model: Model; readonly touched: ReadonlySet<Collection> } {
  const touched = new Set<Collection>();
  const workloads = Object.fromEntries(
    Object.entries(model.workloads).map(([id, workload]) => [
      id,
      // The restart priority is that of the class, where the workload has none of its own.
      new Proxy(workload, {
        get: (target, field) => {
          if (field === 'restartPriority') touched.add('classes');
          return Reflect.get(target, field) as unknown;
        },
      }),
    ]),
  );
  const seen = { ...model, workloads };
  const watched = new Proxy(seen, {
    get: (target, field) => {
      for (const collection of BEHIND[String(field)] ?? [field as Collection]) touched.add(collection);
      return Reflect.get(target, field) as unknown;
    },
  });
  return { model: watched, touched };
}
