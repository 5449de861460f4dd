/** Every file of one edge router, in the order of their names. */
import type { Model } from '../../../config/model/model';
import type { NamedContent } from '../../generated-file';

export function routerFiles(_model: Model, _key: string): readonly NamedContent[] {
  return [];
}
