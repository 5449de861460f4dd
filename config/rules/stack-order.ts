import type { Rule } from './rule';
import { inOrder, type Model } from '../model/model';
import { heldApart, stackRank } from '../views';
import { chain, cycles, type Edge, edges } from './lib/dependencies';

/** What the rule that keeps two apart names: as much an order of their stacks as a dependency. */
function* apartEdges(model: Model): Generator<Edge> {
  for (const [from, workload] of inOrder(model.workloads))
    for (const to of heldApart(model, workload)) yield { from, to, at: `${workload.path}.apart.${String(workload.apart.indexOf(to))}` };
}

export const stackOrder: Rule = {
  id: 'stack-order',
  severity: 'error',
  title: 'A workload needs only what an earlier stack makes, and no stacks need each other in a circle.',
  reason:
    'Each stack is applied as a whole, after those that it needs. A shared service that needs a tenant’s VM could never be made first, and two tenants that need each other could not be made at all. A rule that keeps machines of two stacks apart is made by the later one, which needs the other.',
  source: 'Decision of this project: stack order telecom, volumes, storage, servers, shared services, schools, backup, desktops, tenants.',
  reads: ['tenants', 'services', 'machines'],
  check: (model, report) => {
    const between: Edge[] = [];
    const seen = new Set<string>();
    for (const { from, to, at } of [...edges(model, ['all', 'any', 'order']), ...apartEdges(model)]) {
      const [mine, theirs] = [model.workloads[from], model.workloads[to]];
      if (mine === undefined || theirs === undefined || mine.stack === theirs.stack) continue;
      if (stackRank(theirs.stack) > stackRank(mine.stack)) {
        report({
          at,
          message: `\`${to}\` is made by stack \`${theirs.stack}\`, after \`${mine.stack}\``,
          fix:
            theirs.ownerKind === 'tenants'
              ? 'make it a shared service, or turn the dependency into `soft`'
              : 'move one of them to another `stack`',
          also: [{ at: `${theirs.path}.title`, note: 'what it needs' }],
        });
      } else if (stackRank(mine.stack) > 0 && !seen.has(`${mine.stack} ${theirs.stack}`) && !at.includes('.dependsOn.any.')) {
        seen.add(`${mine.stack} ${theirs.stack}`);
        between.push({ from: mine.stack, to: theirs.stack, at });
      }
    }
    for (const loop of cycles(between)) {
      const [first, ...others] = loop;
      if (first !== undefined)
        report({
          at: first.at,
          message: `a cycle between stacks: ${chain(loop)}`,
          fix: 'make what both need a shared service',
          also: others.map(({ at, from, to }) => ({ at, note: `\`${from}\` needs \`${to}\`` })),
        });
    }
  },
};
