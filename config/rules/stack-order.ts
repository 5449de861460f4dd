import type { Rule } from './rule';
import { chain, cycles, type Edge, edges } from './lib/dependencies';

/** Place of a stack in the order of a first apply; tenants come last. */
const rank = (stack: string): number => (stack === 'shared-services' ? 0 : stack.startsWith('tenant-') ? 2 : 1);

export const stackOrder: Rule = {
  id: 'stack-order',
  severity: 'error',
  title: 'A workload needs only what an earlier stack makes, and tenants do not need each other in a circle.',
  reason:
    'Each stack is applied as a whole, after those that it needs. A shared service that needs a tenant’s VM could never be made first, and two tenants that need each other could not be made at all.',
  source: 'Decision of this project: stack order telecom, volumes, storage, servers, shared services, schools, backup, desktops, tenants.',
  reads: ['tenants', 'services', 'machines'],
  check: (model, report) => {
    const between: Edge[] = [];
    const seen = new Set<string>();
    for (const { from, to, at } of edges(model, ['all', 'any', 'order'])) {
      const [mine, theirs] = [model.workloads[from], model.workloads[to]];
      if (mine === undefined || theirs === undefined || mine.stack === theirs.stack) continue;
      if (rank(theirs.stack) > rank(mine.stack)) {
        report({
          at,
          message: `\`${to}\` is made by stack \`${theirs.stack}\`, after \`${mine.stack}\``,
          fix:
            theirs.ownerKind === 'tenants'
              ? 'make it a shared service, or turn the dependency into `soft`'
              : 'move one of them to another `stack`',
          also: [{ at: `${theirs.path}.title`, note: 'what it needs' }],
        });
      } else if (rank(mine.stack) > 0 && !seen.has(`${mine.stack} ${theirs.stack}`) && !at.includes('.dependsOn.any.')) {
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
