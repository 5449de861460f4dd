/** Hosts that are shut down in order while their UPS lasts (README, section 2): HA does not start elsewhere what somebody has stopped. */
import type { Model } from '../../model/model';
import type { Site } from '../../model/site';
import type { Bits } from './bits';
import { type Equipment, equipmentOf } from './equipment';
import type { Field } from './field';
import { remembering } from './remembering';

/** Seconds that a battery must last for it; `Infinity` where nobody does it. */
export function shutdownTime({ estate }: Model): number {
  const { shutdownBy, shutdown } = estate.assumptions.power;
  if (shutdownBy === 'nobody') return Infinity;
  return shutdown + (shutdownBy === 'people' ? estate.operations.reactionOutOfHours : 0);
}

/** Scenarios in which a host is down for lack of mains alone, and a battery lasted until it was shut down in order. */
export function shutDownIn(model: Model, field: Field, equipment: Equipment): (host: string) => Bits {
  const { any, and, not, less, none } = field.algebra;
  const needed = shutdownTime(model);
  const lasts = ({ ups }: Site['feeds'][string]): boolean => ups >= needed;
  if (!Object.values(model.sites).some(({ feeds }) => Object.values(feeds).some(lasts))) return () => none;
  // What has failed beside the mains.
  const powered = equipmentOf(model, { ...field, failed: (id) => (id.startsWith('mains:') ? none : field.failed(id)) });
  return remembering((key: string) => {
    const host = model.hosts[key];
    if (host === undefined) return none;
    const dark = less(equipment.host(key), powered.host(key));
    if (dark === none) return none;
    const lasting = host.feeds.filter((key) => {
      const feed = model.sites[host.site]?.feeds[key];
      return feed !== undefined && lasts(feed);
    });
    return and(dark, any(lasting.map((feed) => not(powered.feed(host.site, feed)))));
  });
}
