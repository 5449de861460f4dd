/** The rules, in the order of the reference documentation. A new rule is a file here and a line below. */
import type { Rule } from './rule';
import { vlanUnique } from './vlan-unique';

export const rules: readonly Rule[] = [vlanUnique];
