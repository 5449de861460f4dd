/** The plan of a tenant: for whoever restarts it at night, and for whoever signed what was agreed. */
import type { Model } from '../../model/model';
import { datacenterSites, workloadsOf } from '../../views';
import type { Books } from '../books';
import { plan, type PlanLine, recovery, type Recovery } from '../clock';
import type { Survival } from '../survival';
import { cutOffWholly } from '../survival/places';
import type { Audience } from '../survival/users';
import type { Verdict } from '../verdict';
import { type AudienceWorst, audiencesOf } from './audiences';
import { passesOf } from './passes';
import { type Proven, provenOf } from './proven';
import { seatsOf, type SeatsLeft } from './seats';
import { decisionsIn, type Takeover, takeoversOf } from './takeover';
import { type WayBack, waysBackOf } from './way-back';

export type { Proven } from './proven';

/** With the moment at which its users reach it, and those of them that do not, since their last place is cut off. */
export type RestartLine = PlanLine & Pick<Recovery, 'seconds'> & { readonly cutOff?: readonly Audience[] };

export interface TenantPlan {
  readonly tenant: string;
  /** Loss of each site: who is back in which order, with the moment at which its users reach it. */
  readonly restarts: readonly { readonly site: string; readonly lines: readonly RestartLine[] }[];
  /** Failures after which somebody decides which side of the storage serves. */
  readonly decisions: readonly string[];
  readonly takeovers: readonly Takeover[];
  readonly waysBack: readonly WayBack[];
  readonly proven: readonly Proven[];
  readonly audiences: readonly AudienceWorst[];
  readonly seats: readonly SeatsLeft[];
}

interface Judged {
  readonly survival: Survival;
  readonly verdict: Verdict;
  readonly books: Books;
}

export function tenantPlanOf(model: Model, { survival, verdict, books }: Judged, tenant: string): TenantPlan {
  const workloads = workloadsOf(model, tenant).filter(({ ownerKind }) => ownerKind === 'tenants');
  const passes = passesOf(model, survival, tenant);
  return {
    tenant,
    restarts: datacenterSites(model).flatMap((site) => {
      const index = survival.field.indexOf(`site:${site}`);
      if (index === undefined) return [];
      const snapshot = survival.snapshot(index);
      const recover = recovery(model, snapshot);
      // Until its users reach it: routing counted, as everywhere else.
      const lines = plan(model, snapshot, tenant).map((line) => {
        const node = model.workloads[line.workload];
        const cutOff = node === undefined ? [] : cutOffWholly(model, snapshot, node);
        return { ...line, seconds: recover(line.workload).seconds, ...(cutOff.length === 0 ? {} : { cutOff }) };
      });
      return [{ site, lines }];
    }),
    decisions: decisionsIn(model, passes),
    takeovers: takeoversOf(model, workloads),
    waysBack: waysBackOf(model, books.capacity, workloads),
    proven: provenOf(model, verdict, tenant, passes),
    audiences: audiencesOf(passes),
    seats: seatsOf(model, books.capacity, tenant),
  };
}
