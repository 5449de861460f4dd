import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { duration } from './lib/text';

export const classPromise: Rule = {
  id: 'class-promise',
  severity: 'error',
  title: 'A class is mirrored if it survives a site, its RTO is within its DMIA, and `none` stands alone.',
  reason:
    'The DMIA is what users can bear, the RTO what we aim at: an objective beyond the limit is a breach agreed in advance. Only a mirrored disk is there at the other site.',
  source: 'ISO 22301 (RTO within the maximum tolerable period); section 2.2 of the project’s domain notes.',
  reads: ['classes'],
  check: (model, report) => {
    for (const [key, { rto, dmia, survives, mirrored }] of inOrder(model.classes)) {
      const path = `classes.${key}`;
      if (rto > dmia)
        report({
          at: `${path}.rto`,
          message: `the RTO \`${duration(rto)}\` of class \`${key}\` is beyond its DMIA`,
          allowed: `at most ${duration(dmia)}`,
          fix: 'shorten the one or agree on the other',
          also: [{ at: `${path}.dmia`, note: 'the DMIA' }],
        });
      const promised = survives.findIndex((family) => family === 'site');
      if (promised >= 0 && !mirrored)
        report({
          at: `${path}.mirrored`,
          message: `class \`${key}\` promises to survive \`${survives[promised] ?? ''}\` without a mirror`,
          fix: 'write `mirrored: true`, or promise less',
          also: [{ at: `${path}.survives.${String(promised)}`, note: 'the promise' }],
        });
      const none = survives.indexOf('none');
      if (none >= 0 && survives.length > 1)
        report({
          at: `${path}.survives.${String(none)}`,
          message: '`none` stands beside other promises',
          fix: 'keep `none`, or the others',
        });
    }
  },
};
