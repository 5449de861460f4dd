import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

export const volumeSides: Rule = {
  id: 'volume-sides',
  severity: 'error',
  title: 'A mirrored volume has its pools on two servers, at two sites; another has one.',
  reason:
    'The mirror is what survives the loss of a site. Two copies at one site, or a second pool on a volume that is not mirrored, promise what is not there.',
  source: 'DataCore online help, mirroring and mirror recovery.',
  reads: ['volumes', 'storage-servers'],
  check: (model, report) => {
    for (const [key, { mirrored, pools }] of inOrder(model.volumes)) {
      const servers = Object.keys(pools).sort();
      const sites = new Set(servers.map((server) => model['storage-servers'][server]?.site));
      const at = { at: `volumes.${key}.pools`, aim: 'key' as const };
      if (mirrored && servers.length !== 2)
        report({
          ...at,
          message: `the mirrored volume \`${key}\` has pools on \`${String(servers.length)}\` server${servers.length === 1 ? '' : 's'}`,
          allowed: 'two servers, one at each site',
          fix: servers.length === 1 ? 'add a pool of the server at the other site, or write `mirrored: false`' : 'keep one server per site',
        });
      else if (mirrored && sites.size < 2)
        report({
          ...at,
          message: `both servers of \`${key}\`, ${quoted(servers)}, stand at \`${[...sites][0] ?? ''}\``,
          allowed: 'two servers, one at each site',
          fix: 'choose a server of the other site for one of them',
          also: servers.map((server) => ({ at: `storage-servers.${server}.site`, note: `server \`${server}\`` })),
        });
      else if (!mirrored && servers.length !== 1)
        report({
          ...at,
          message: `\`${key}\` is not mirrored but has pools on \`${String(servers.length)}\` servers`,
          allowed: 'one server',
          fix: 'keep one server, or write `mirrored: true`',
        });
    }
  },
};
