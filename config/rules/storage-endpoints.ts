import type { Rule } from './rule';

export const storageEndpoints: Rule = {
  id: 'storage-endpoints',
  severity: 'warning',
  title: 'The REST service of the server group is reached by two URLs on different machines.',
  reason:
    'The applier asks whichever answers. With one URL, the day that its server is down is a day on which no volume can be made or grown.',
  source: 'DataCore REST Support help (the service may run on several servers); decision of this project.',
  reads: ['storage'],
  waivable: true,
  check: (model, report) => {
    const { endpoints } = model.storage.rest;
    const machines = new Set(endpoints.map((url) => /^https:\/\/(\[[^\]]*\]|[^/:]*)/.exec(url)?.[1] ?? url));
    if (machines.size < 2)
      report({
        at: 'storage.rest.endpoints',
        aim: 'key',
        message: `the REST service is reached by \`${[...machines][0] ?? ''}\` alone`,
        fix: 'add the URL of the server at the other site',
      });
  },
};
