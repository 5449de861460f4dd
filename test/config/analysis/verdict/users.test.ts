/** Whom a failure cuts off from a workload that runs, and what is missing on their way. */
import { survivalOf } from '../../../../config/analysis/survival';
import { causeOf } from '../../../../config/analysis/verdict/chain';
import type { Model } from '../../../../config/model/model';
import { base } from '../naive/base';
import { gateway, workload } from '../naive/entities';
import { changed, type Overlay } from '../naive/overlay';

function said(overlay: Overlay<Model>, id: string, ...elements: readonly string[]): readonly string[] {
  const model = changed(base(), overlay);
  const only = [{ id: 'x', kind: 'named', elements, cut: [] } as const];
  return causeOf(model, survivalOf(model, { only }).snapshot(1), id).map(({ path, says }) => `${path}: ${says}`);
}

test('those are named to whom it is lost, not those that miss a part', () => {
  const overlay: Overlay<Model> = {
    workloads: { 't/app': { serves: ['agents', 'citizens'] } },
    premises: { office: { accesses: { two: undefined } } },
  };
  expect(said(overlay, 't/app', 'access:isp-a', 'access:isp-b', 'premises-access:office/one')).toEqual([
    'tenants.t.workloads.app.serves: `t/app` runs at `a`, and no way is left to it for its users (citizens)',
    'uses.web.accesses: no Internet access of `web` is left',
  ]);
});

test('while the sides are joined it does not matter where they enter: the gateway is missing', () => {
  const overlay: Overlay<Model> = {
    workloads: { 't/bee': workload('t/bee', 'b', { serves: ['citizens'] }) },
    gateways: { proxy: gateway('reverse-proxy', 'a') },
  };
  expect(said(overlay, 't/bee', 'gateway:proxy')).toEqual([
    'tenants.t.workloads.bee.serves: `t/bee` runs at `b`, and no way is left to it for its users (citizens)',
    'gateways.proxy: no gateway of the role `reverse-proxy` is left on that way',
  ]);
});

test('all of its users are cut off, where their only place is', () => {
  const one: Overlay<Model> = {
    workloads: { 't/app': { serves: ['agents'] } },
    premises: { office: { accesses: { two: undefined } } },
  };
  expect(said(one, 't/app', 'premises-access:office/one')[0]).toBe(
    'tenants.t.workloads.app.serves: `t/app` runs at `a`, and all of its users (agents) are cut off from it, until that is repaired',
  );
});
