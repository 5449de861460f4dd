/** The loss of a site: what the proof predicts, what people wrote, and what is said where they differ from the lab. */
import { join } from 'node:path';
import { inOrder, type Model } from '../../../config/model/model';
import { Comparison } from '../../../scripts/lab/rehearse/comparison';
import { comparePredicted } from '../../../scripts/lab/rehearse/site-loss/compare-predicted';
import { readExpectedLoss } from '../../../scripts/lab/rehearse/site-loss/expected-loss';
import type { Fates } from '../../../scripts/lab/rehearse/site-loss/fates';
import { predictedFates } from '../../../scripts/lab/rehearse/site-loss/predicted';
import { loseSite } from '../../../scripts/lab/rehearse/steps/lose-site';
import { AS_OF, checked, filesOf } from '../../support/estates';
import { needs, PROJECT } from '../../support/needs';
import { build, labGround } from './ground';
import { stageOn } from './stage-on';

const modelOf = (environment: string): Model => checked(filesOf(environment), environment).model!;

const having = (fates: ReadonlyMap<string, string>, fate: string): string[] =>
  [...fates].filter(([, is]) => is === fate).map(([name]) => name);

test.each(['minimal', 'chelles'])('the proof of %s predicts what people wrote', (environment) => {
  const model = modelOf(environment);
  const written = readExpectedLoss(join(PROJECT, 'config', 'environments', environment))!;
  const { machines, volumes } = predictedFates(model, AS_OF, written.site);
  expect(having(machines, 'stays off')).toEqual(written.loss.off);
  expect(having(volumes, 'is out of reach')).toEqual(written.loss.offline);
  const homes = inOrder(model.workloads).filter(([, { home }]) => home === written.site);
  expect(having(machines, 'restarts at agglo').length).toBe(homes.length - written.loss.off.length);
  expect(having(machines, 'goes on at agglo').length).toBe(machines.size - homes.length);
  expect([...volumes].filter(([, fate]) => !['is out of reach', 'goes on with one copy', 'is not concerned'].includes(fate))).toEqual([]);
});

function compared(predicted: Fates, observed: Fates): { readonly said: readonly string[]; readonly why: string } {
  const said: string[] = [];
  const comparison = new Comparison({ line: (text) => said.push(text), doing: () => undefined });
  const alike = comparePredicted(comparison, 'mairie', predicted, observed, [
    { machine: 'ville-fichiers', priority: 'high', why: 'no host has room' },
  ]);
  try {
    comparison.agree();
    expect(alike).toBe(true);
    return { said, why: '' };
  } catch (error) {
    expect(alike).toBe(false);
    return { said, why: String(error) };
  }
}

test('a machine that fares otherwise is named, with both models and the reason of the lab', () => {
  const fates = (machine: string): Fates => ({
    machines: new Map([
      ['ville-fichiers', machine],
      ['ville-paie', 'goes on at agglo'],
    ]),
    volumes: new Map([['donnees', 'goes on with one copy']]),
  });
  expect(compared(fates('restarts at agglo'), fates('restarts at agglo'))).toEqual({ said: [], why: '' });
  expect(compared(fates('restarts at agglo'), fates('stays off'))).toEqual({
    said: [
      '  NOT AS THE PROOF PREDICTS: loss of mairie, machine ville-fichiers: the proof says it restarts at agglo; the lab says it stays off (no host has room)',
    ],
    why: 'Error: not as the proof predicts (two models of ours: neither shows what a vCenter or a DataCore server would do): loss of mairie, machine ville-fichiers',
  });
});

/** Its mirror is given up in the Model alone: what is deployed still has it. */
function withoutMirror(model: Model, key: string, server: string): Model {
  const volume = model.volumes[key]!;
  const pools = Object.fromEntries(Object.entries(volume.pools).filter(([name]) => name === server));
  return { ...model, volumes: { ...model.volumes, [key]: { ...volume, mirrored: false, pools } } };
}

needs(
  ['terraform', 'go'],
  'a Model that is changed underneath the lab predicts something else: the step fails and names the volume',
  async () => {
    build();
    const ground = labGround('stand-in');
    try {
      const stage = stageOn(await ground.up(), ground, ['volumes']);
      await stage.deployAll();
      stage.beginStep();
      const [key] = inOrder(stage.model.volumes)[0]!;
      const server = inOrder(stage.model['storage-servers']).find(([, { site }]) => site === 'mairie')![0];
      stage.model = withoutMirror(stage.model, key, server);
      await expect(loseSite.run(stage)).rejects.toThrow(
        `not as the proof predicts (two models of ours: neither shows what a vCenter or a DataCore server would do): loss of agglo, volume ${key}, loss of mairie, volume ${key}`,
      );
      expect(ground.said).toContain(
        `  NOT AS THE PROOF PREDICTS: loss of mairie, volume ${key}: the proof says it is out of reach; the lab says it goes on with one copy`,
      );
    } finally {
      await ground.away();
    }
  },
  300_000,
);
