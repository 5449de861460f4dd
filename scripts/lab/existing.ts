/** Which entities exist already, what they are called, and what cannot be there before the first deployment. */
import { inOrder, type Model } from '../../config/model/model';
import { inventoryNameOf } from '../../config/views';
import { OWNER_FOLDERS } from '../../constructs/inventory';
import { UsageError } from '../usage-error';

export function existingIn<T extends { readonly existing: boolean }>(
  entities: Readonly<Record<string, T>>,
): (readonly [key: string, entity: T])[] {
  return inOrder(entities).filter(([, { existing }]) => existing);
}

export const foldersOf = (model: Model): { readonly path: string; readonly folder: string }[] =>
  (['tenants', 'services'] as const).flatMap((kind) =>
    existingIn<Model['tenants'][string] | Model['services'][string]>(model[kind]).map(([key, owner]) => ({
      path: `${kind}.${key}`,
      folder: inventoryNameOf(`${OWNER_FOLDERS[kind]}/${key}`, owner),
    })),
  );

/** What was made here and let go later may lie in something that is still ours. From nothing it cannot: a `UsageError`. */
export function refuseTooEarly(model: Model): void {
  const made = Object.values<string>(OWNER_FOLDERS);
  const early = [
    ...existingIn(model.networks).flatMap(([, { path, switch: on }]) =>
      on !== undefined && model['distributed-switches'][on]?.existing === false ? [{ path, needs: `distributed-switches.${on}` }] : [],
    ),
    ...existingIn(model.datastores).flatMap(([key, { volume }]) =>
      model.volumes[volume]?.existing === false ? [{ path: `datastores.${key}`, needs: `volumes.${volume}` }] : [],
    ),
    ...foldersOf(model).flatMap(({ path, folder }) => {
      const top = made.find((name) => name === folder.split('/')[0]?.toLowerCase());
      return top === undefined ? [] : [{ path, needs: `the folder ${top}` }];
    }),
  ];
  const [first] = early;
  if (first !== undefined)
    throw new UsageError(
      `\`${first.path}\` exists already, and lies in \`${first.needs}\`, which the estate makes: from nothing the one cannot be there before the other`,
      'rehearse on a copy of the estate without this `existing: true`',
    );
}
