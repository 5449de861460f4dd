/** The loss of a site: what the proof predicts, what people wrote, and what is said where they differ from the lab. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder, type Model } from '../../../config/model/model';
import { Comparison } from '../../../scripts/lab/rehearse/comparison';
import { comparePredicted } from '../../../scripts/lab/rehearse/site-loss/compare-predicted';
import { EXPECTED_LOSS, type ExpectedLosses, readExpectedLoss, unknownNames } from '../../../scripts/lab/rehearse/site-loss/expected-loss';
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

const writtenFor = (environment: string): ExpectedLosses => readExpectedLoss(join(PROJECT, 'config', 'environments', environment)) ?? {};

test.each([
  ['minimal', 'mairie', 'agglo'],
  ['minimal', 'agglo', 'mairie'],
  ['chelles', 'mairie', 'agglo'],
  ['chelles', 'agglo', 'mairie'],
])('the proof of %s predicts what people wrote of the loss of %s', (environment, site, other) => {
  const model = modelOf(environment);
  const { loss } = writtenFor(environment)[site]!;
  const { machines, volumes } = predictedFates(model, AS_OF, site);
  expect(having(machines, 'stays off')).toEqual(loss.off);
  expect(having(volumes, 'is out of reach')).toEqual(loss.offline);
  const homes = inOrder(model.workloads).filter(([, { home }]) => home === site);
  expect(having(machines, `restarts at ${other}`).length).toBe(homes.length - loss.off.length);
  expect(having(machines, `goes on at ${other}`).length).toBe(machines.size - homes.length);
  expect([...volumes].filter(([, fate]) => !['is out of reach', 'goes on with one copy', 'is not concerned'].includes(fate))).toEqual([]);
});

test('every name in the files is one of the estate; a name of nothing is found out, wherever it stands', () => {
  for (const environment of ['minimal', 'chelles']) expect(unknownNames(writtenFor(environment), [modelOf(environment)])).toEqual([]);
  const nothing = { off: [], offline: [] };
  const losses = {
    mairie: { loss: { off: ['ville-fichier'], offline: ['ville-fichiers'] }, return: nothing },
    nord: { loss: nothing, return: nothing },
  };
  const model = modelOf('minimal');
  expect(unknownNames(losses, [model])).toEqual([
    'site `nord` is no site with a datacenter',
    'mairie.loss.off: `ville-fichier` is no machine (did you mean `ville-fichiers`?)',
    'mairie.loss.offline: `ville-fichiers` is no volume',
  ]);
  // One that a step has let go was there.
  expect(
    unknownNames({ mairie: { loss: { off: ['ville-fichiers'], offline: [] }, return: nothing } }, [model, { ...model, workloads: {} }]),
  ).toEqual([]);
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
      const file = join(ground.folder.estate, EXPECTED_LOSS);
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('off: []', 'off: [ville-fichier]'));
      await expect(loseSite.run(stage)).rejects.toThrow(
        `${EXPECTED_LOSS} names what is not in the estate: mairie.loss.off: \`ville-fichier\` is no machine (did you mean \`ville-fichiers\`?)`,
      );
      writeFileSync(file, text);
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
