/** What hosts show of a LUN, and so what their vCenter can know of it. */
import type { HostSight } from './vmfs';

/** Those of the hosts that do not see it, each with the reason in words. A host that nothing is said of is missing. */
export function blindHosts(
  hosts: readonly string[],
  sights: readonly HostSight[],
): readonly { readonly host: string; readonly why: string }[] {
  return hosts.flatMap((host) => {
    const sight = sights.find(({ name }) => name === host);
    return sight?.sees === true ? [] : [{ host, why: reason(host, sight?.state ?? 'missing') }];
  });
}

const reason = (host: string, state: string): string =>
  state === 'connected' ? `${host} does not see it` : state === 'missing' ? `vCenter has no host ${host}` : `${host} is ${state}`;

/**
 * Why a vCenter that names no datastore on a LUN may only not know it; undefined where it does know: it has every host that the LUN is served
 * to, at least one of them sees it, and nobody does not who can be asked. What one keeps there that is away, the others see. `knew`: the same
 * vCenter has known it before, so that nobody needs to see it any more.
 */
export function whyUnknown(hosts: readonly string[], sights: readonly HostSight[], knew = false): string | undefined {
  const blind = blindHosts(hosts, sights);
  const isAway = (host: string): boolean => sights.some(({ name, state }) => name === host && state !== 'connected' && state !== 'missing');
  const telling = blind.filter(({ host }) => !isAway(host));
  if (telling.length > 0) return telling.map(({ why }) => why).join('; ');
  if (knew || blind.length < hosts.length) return undefined;
  return hosts.length === 0 ? 'it is served to no host that could be asked' : blind.map(({ why }) => why).join('; ');
}
