import type { Rule } from './rule';
import type { Access } from '../model/access';
import { inOrder } from '../model/model';

export const useDiverse: Rule = {
  id: 'use-diverse',
  severity: 'warning',
  title: 'The accesses of a use do not all share a carrier, a duct or a point of presence.',
  reason:
    'Accesses that back each other up are worth what they do not share. Two fibres of one carrier through one point of presence go down in one maintenance window.',
  source: 'Decision of this project: double adduction, two carriers.',
  reads: ['accesses', 'uses'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { accesses }] of inOrder(model.uses)) {
      const known = accesses.flatMap((access) => (model.accesses[access] === undefined ? [] : [risksOf(model.accesses[access])]));
      const [head, ...rest] = known;
      for (const risk of head === undefined || rest.length === 0
        ? []
        : head.filter((candidate) => rest.every((others) => others.includes(candidate)))) {
        report({
          at: `uses.${key}.accesses`,
          aim: 'key',
          message: `all accesses of \`${key}\` share ${risk}`,
          fix: 'add an access that does not',
          also: accesses.map((access) => ({ at: `accesses.${access}.carrier`, note: `access \`${access}\`` })),
        });
      }
    }
  },
};

const risksOf = ({ carrier, ducts, pops }: Access): string[] => [
  `the carrier \`${carrier}\``,
  ...ducts.map((duct) => `the duct \`${duct}\``),
  ...pops.map((pop) => `the point of presence \`${pop}\``),
];
