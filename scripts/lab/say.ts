/** What a lab says of itself, in one line each: the same words on the screen, in records and in reports. */
import type { Model } from '../../config/model/model';
import type { SiteChange, SiteOutcome } from './control';
import { describedVcenter } from './inventory';
import type { Providers } from './providers';

/** Version that the simulated vCenter announces. */
export const ANNOUNCED = '8.0.3';

export function describeProviders({ kind, because, binaries, cannotShow }: Providers): string {
  const versions = binaries.map(({ name, version, sha256 }) => `${name} ${version} (${sha256.slice(0, 12)})`).join(', ');
  if (kind === 'real') return `real: ${versions}`;
  const why = because === undefined ? '' : `, because the real ones cannot be had (${because})`;
  return `stand-in${why}; not shown: ${cannotShow.join(', ')}`;
}

export function differentVersion(model: Model): string | undefined {
  const { address, version } = describedVcenter(model);
  return version === ANNOUNCED ? undefined : `the simulated vCenter announces ${ANNOUNCED}, while ${address} is described as ${version}`;
}

export function outcomeLines(change: SiteChange, outcome: SiteOutcome): string[] {
  const { site, hosts, restarted, off, moved, model } = outcome;
  const head = `${site} is ${change === 'lose' ? 'lost' : 'back'}: ${String(hosts.length)} hosts`;
  const table = restarted.map(({ machine, host, priority }) => `  restarted   ${machine} on ${host ?? '?'} (${priority})`);
  const stayed = off.map(({ machine, why }) => `  stays off   ${machine}: ${why ?? 'no reason is known'}`);
  const went = moved.length === 0 ? [] : [`  went home   ${moved.join(', ')}`];
  return [head, ...table, ...stayed, ...went, model];
}
