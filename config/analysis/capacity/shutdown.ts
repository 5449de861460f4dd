/** Whether the batteries of a feed last until the site is shut down in order, or until its generator runs. */
import { inOrder, type Model } from '../../model/model';
import { datacenterSites } from '../../views';
import { figure } from '../claim';
import { shutdownTime } from '../survival/shutdown';
import { measure, type Measure } from './measure';

export function shutdownMeasures(model: Model): readonly Measure[] {
  const { generatorStart, shutdownBy } = model.estate.assumptions.power;
  const byWhom = shutdownBy === 'agent' ? 'by its agent' : 'by people, once they have reacted';
  const shutdown = shutdownTime(model);
  return datacenterSites(model).flatMap((site) =>
    inOrder(model.sites[site]?.feeds ?? {}).flatMap(([feed, { ups, generator, substation }]) =>
      // Nobody shuts anything down: the battery is not needed for it.
      !generator && shutdownBy === 'nobody'
        ? []
        : measure({
            resource: 'shutdown',
            subject: `sites.${site}.feeds.${feed}`,
            scenario: `mains:${substation}`,
            of: `${site}/${feed}`,
            what: `battery of \`${feed}\` of \`${site}\`, until ${generator ? 'its generator runs' : `the site is shut down in order ${byWhom}`}`,
            needed: figure(generator ? generatorStart : shutdown, 's', 'estimated'),
            limit: figure(ups, 's', 'declared'),
          }),
    ),
  );
}
