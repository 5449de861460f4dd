/** What `cordee apply` does on the storage, loaded together when it is needed. */
export { dataCore } from './datacore/client';
export { dataCoreSettings } from './datacore/settings';
export { refuseFiles } from './release-datastore';
export { releaseVolume } from './release-volume';
export { vmfsTool } from './vmfs';
export { applyVolume, showVolume } from './volume';
export { identifyVolume } from './volume-identity';
export { identityOrder, volumeOrder } from './volume-order';
export { whereIn } from './where';
