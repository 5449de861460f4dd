/** Every file of one edge router. What is in a folder named after a namespace belongs into `/etc/frr/<namespace>` or beside the script. */
import type { Model } from '../../../config/model/model';
import type { NamedContent } from '../../generated-file';
import { accessDomain, accessesOn, innerDomainsOf } from './domains';
import { border } from './border';
import { accessFrr } from './frr-access';
import { innerFrr } from './frr-inner';
import { interfaces } from './interfaces';
import { zones } from './zones';

/** A file, and the Model path of what it is for. */
export interface RouterFile extends NamedContent {
  readonly modelPath: string;
}

export function routerFiles(model: Model, key: string): readonly RouterFile[] {
  const file = (name: string, content: string, modelPath = `routers.${key}`): RouterFile => ({
    name: `files/telecom/${key}/${name}`,
    content,
    modelPath,
  });
  return [
    file('interfaces.sh', interfaces(model, key)),
    file('zones.nft', zones(model, key)),
    ...innerDomainsOf(model, key).map((domain) =>
      file(`${domain.name}/frr.conf`, innerFrr(model, key, domain), domain.useKey === undefined ? undefined : `uses.${domain.useKey}`),
    ),
    ...accessesOn(model, key).flatMap(([access, entity]) => [
      file(`${accessDomain(access)}/frr.conf`, accessFrr(model, access, entity), `accesses.${access}`),
      file(`${accessDomain(access)}/border.nft`, border(model, access, entity), `accesses.${access}`),
    ]),
  ];
}
