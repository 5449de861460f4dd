/** Section 3: the two sides, what passes between them, and how traffic leaves them. */
import type { LinkUse } from '../../../../config/analysis/scenarios';
import { linkUp, routerUp } from './equipment';
import type { Situation } from './situation';

export const sidesOf = ({ model }: Situation): readonly string[] =>
  Object.keys(model.sites)
    .filter((site) => model.sites[site]!.role === 'datacenter')
    .sort();

export const otherSide = (now: Situation, side: string): string | undefined => sidesOf(now).find((other) => other !== side);

/** Some link between the two sides is up and carries the use. */
export function carried(now: Situation, use: LinkUse): boolean {
  const sides = sidesOf(now);
  const between = Object.entries(now.model.links).filter(([, { ends }]) => sides.every((side) => side in ends));
  return !now.cut.has(use) && between.some(([key, { carries }]) => carries.includes(use) && linkUp(now, key));
}

export const joined = (now: Situation): boolean => carried(now, 'tenants');

/** Machines at the two sites see each other. What stands at the witness place is at no side and so behind no cut. */
export const together = (now: Situation, a: string, b: string): boolean =>
  a === b || joined(now) || !sidesOf(now).includes(a) || !sidesOf(now).includes(b);

export const routed = (now: Situation, side: string): boolean =>
  Object.entries(now.model.routers).some(([key, { site }]) => site === side && routerUp(now, key));

export function hasGateway(now: Situation, side: string): boolean {
  const other = otherSide(now, side);
  return routed(now, side) || (other !== undefined && joined(now) && routed(now, other));
}
