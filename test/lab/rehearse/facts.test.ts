/** What a rehearsal believes: only what the states hold and the simulators say. */
import { countsOf, touchedBetween } from '../../../scripts/lab/rehearse/facts/facts';
import { growVolume } from '../../../scripts/lab/rehearse/steps/grow-volume';
import { needs } from '../../support/needs';
import { build, labGround } from './ground';
import { growBehind } from './grow-behind';
import { stageOn } from './stage-on';

const named = (...entries: [string, string][]): ReadonlyMap<string, string> => new Map(entries);

test('what came, went or changed is touched, kind by kind', () => {
  const before = { machines: named(['a', '1'], ['b', '1'], ['c', '1']), volumes: named(['v', '1']), objects: named(['x', 'there']) };
  const after = { machines: named(['a', '1'], ['b', '2'], ['d', '1']), volumes: named(['v', '1']), objects: named(['y', 'there']) };
  expect(touchedBetween(before, after)).toEqual({ machines: ['b', 'c', 'd'] });
});

test('what there is is counted by who was asked', () => {
  const facts = { machines: named(['a', '1']), networks: named(['n', '1'], ['o', '1']), objects: named(['x', 'there']), volumes: named() };
  expect(countsOf(facts)).toBe('1 object in the states, among them 1 machine, 2 networks');
  expect(countsOf({ ...facts, volumes: named(['v', '1']) })).toBe(
    '1 object in the states, among them 1 machine, 2 networks; 1 volume in DataCore',
  );
});

needs(
  ['terraform', 'go'],
  'a volume grows in the storage itself; one that grew though nobody asked is found, and is a failure',
  async () => {
    build();
    const ground = labGround('stand-in');
    try {
      const lab = await ground.up();
      const stage = stageOn(lab, ground, ['volumes']);
      await stage.deployAll();
      expect(ground.said.at(-1)).toBe('  as described: 26 objects in the states, among them 5 networks; 4 volumes in DataCore');
      stage.beginStep();
      await growVolume.run(stage);
      expect(stage.comparison.records.filter(({ what }) => what.startsWith('volumes touched') || what.startsWith('size of'))).toEqual([
        { what: 'volumes touched, in DataCore', expected: 'donnees-agglo-1', observed: 'donnees-agglo-1', agrees: true },
        { what: 'size of donnees-agglo-1 in DataCore', expected: '564 GiB', observed: '564 GiB', agrees: true },
      ]);
      await growBehind(lab, 'donnees-mairie-1', 700 * 1024);
      stage.beginStep();
      await expect(growVolume.run(stage)).rejects.toThrow(
        'not as expected: volumes touched, in DataCore; not as described: volume in DataCore, donnees-mairie-1',
      );
      const hosts = 'served to esx-agglo.ville.example, esx-mairie.ville.example';
      expect(ground.said).toContain(
        `  NOT AS DESCRIBED: volume in DataCore, donnees-mairie-1: described 500 GiB, ${hosts}; found 700 GiB, ${hosts}`,
      );
    } finally {
      await ground.away();
    }
  },
  300_000,
);
