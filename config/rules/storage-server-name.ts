import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const storageServerName: Rule = {
  id: 'storage-server-name',
  severity: 'error',
  title: 'The name of a DataCore server is a Windows computer name.',
  reason:
    'SANsymphony runs on Windows and names the server after the computer. Windows refuses other characters, and a name of digits only is taken for an address.',
  source: 'Microsoft: naming conventions for computers and domains (NetBIOS, 15 characters).',
  reads: ['storage-servers'],
  check: (model, report) => {
    for (const [key, { hostName }] of inOrder(model['storage-servers'])) {
      if (/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(hostName) && !/^[0-9]+$/.test(hostName)) continue;
      report({
        at: `storage-servers.${key}.hostName`,
        message: `\`${hostName}\` is no Windows computer name`,
        allowed: 'letters, digits and inner hyphens, not digits alone, at most 15 characters',
        fix: 'write the name of the computer',
      });
    }
  },
};
