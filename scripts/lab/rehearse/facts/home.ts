/** Who goes home by itself: only where DRS moves machines without asking does a rehearsal expect them where their rules want them. */
import type { Model, WorkloadNode } from '../../../../config/model/model';

export const goesHome = (model: Model, { cluster }: WorkloadNode): boolean => model.clusters[cluster]?.drs === 'fullyAutomated';
