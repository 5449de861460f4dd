/** Where the REST service is asked, and which server a request names. */

export interface Reach {
  readonly endpoints: readonly string[];
  /** Servers of the group that a request may name: the service asks for their management address. */
  readonly servers: readonly { readonly server: string; readonly management: string }[];
}

export interface Route {
  readonly endpoint: string;
  readonly serverHost: string;
}

/**
 * Endpoints in their order. One that lies on a server names that server; one that lies elsewhere names each in turn, every endpoint
 * beginning with another.
 */
export function routesOf(endpoints: readonly string[], servers: Reach['servers']): readonly Route[] {
  return endpoints.flatMap((endpoint, index) => {
    const own = servers.find(({ management }) => management === new URL(endpoint).hostname.replace(/^\[|\]$/g, ''));
    if (own !== undefined) return [{ endpoint, serverHost: own.management }];
    return servers.map((_, step) => ({ endpoint, serverHost: servers[(index + step) % servers.length]?.management ?? '' }));
  });
}
