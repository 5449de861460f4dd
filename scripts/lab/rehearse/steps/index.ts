/** The steps in their order. */
import type { Step } from '../step';
import { addHosts } from './add-hosts';
import { addSchoolNetwork } from './add-school-network';
import { addTenant } from './add-tenant';
import { changeBackup } from './change-backup';
import { changeOthers } from './change-others';
import { changeVlan } from './change-vlan';
import { deletionApproved } from './deletion-approved';
import { deletionRefused } from './deletion-refused';
import { fromNothing } from './from-nothing';
import { growDisk } from './grow-disk';
import { growVolume } from './grow-volume';
import { loseSite } from './lose-site';
import { moveHome } from './move-home';
import { raiseEvc } from './raise-evc';
import { tenantLeaves } from './tenant-leaves';
import { throwAway } from './throw-away';
import { volumeLeaves } from './volume-leaves';

export const STEPS: readonly Step[] = [
  fromNothing,
  growDisk,
  growVolume,
  addTenant,
  addSchoolNetwork,
  moveHome,
  raiseEvc,
  addHosts,
  changeVlan,
  changeBackup,
  changeOthers,
  deletionRefused,
  deletionApproved,
  volumeLeaves,
  loseSite,
  tenantLeaves,
  throwAway,
];
