/** Which setting of the cluster leaves a machine hanging on a disk that it has lost. */
import { survivalOf } from '../../../../config/analysis/survival';
import { namedScenarios } from '../../../../config/analysis/scenarios';
import { causeOf } from '../../../../config/analysis/verdict/chain';
import type { Cluster } from '../../../../config/model/cluster';
import { base } from '../naive/base';
import { BEE } from '../naive/cases/case';
import { cluster } from '../naive/entities';
import { changed } from '../naive/overlay';

/** The side of `t/bee` refuses, and its hosts reach no other. */
function said(answers: Partial<Cluster>): readonly string[] {
  const model = changed(base(), { ...BEE, clusters: { main: cluster(answers) } });
  const only = namedScenarios(model).filter(({ id }) => id === 'named:partition-a');
  return causeOf(model, survivalOf(model, { only }).snapshot(1), 't/bee').map(({ path, says }) => `${path}: ${says}`);
}

const HANGS = 'a host that `t/bee` may run on has lost its disks, and its cluster restarts nothing for that';

test('where dead paths restart nothing, their response', () => {
  expect(said({ apdResponse: 'warning' })).toEqual([`clusters.main.apdResponse: ${HANGS}`]);
  expect(said({ apdResponse: 'disabled', pdlResponse: 'disabled' })).toEqual([`clusters.main.apdResponse: ${HANGS}`]);
});

test('where they do, that of a device that is said to be gone', () => {
  expect(said({ pdlResponse: 'warning' })).toEqual([`clusters.main.pdlResponse: ${HANGS}`]);
});
