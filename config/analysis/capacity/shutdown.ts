/** Whether the batteries of a feed last until the site is shut down in order, or until its generator runs. */
import { inOrder, type Model } from '../../model/model';
import { datacenterSites } from '../../views';
import { figure } from '../claim';
import { measure, type Measure } from './measure';

export function shutdownMeasures(model: Model): readonly Measure[] {
  const { shutdown, generatorStart } = model.estate.assumptions.power;
  return datacenterSites(model).flatMap((site) =>
    inOrder(model.sites[site]?.feeds ?? {}).map(([feed, { ups, generator, substation }]) =>
      measure({
        resource: 'shutdown',
        subject: `sites.${site}.feeds.${feed}`,
        scenario: `mains:${substation}`,
        of: `${site}/${feed}`,
        what: `battery of \`${feed}\` of \`${site}\`, until ${generator ? 'its generator runs' : 'the site is shut down in order'}`,
        needed: figure(generator ? generatorStart : shutdown, 's', 'estimated'),
        limit: figure(ups, 's', 'declared'),
      }),
    ),
  );
}
