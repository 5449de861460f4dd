/** A reason is one when nothing in it is idle. */
import { STOPPED } from '../../../../config/analysis/levels';
import { base } from './base';
import { CUT, DB } from './cases/case';
import { type After, isMinimalCut } from './cuts';
import { changed } from './overlay';

const model = changed(base(), DB);
const ROW = 'workload:t/app';
const fails = ({ level }: After): boolean => level >= STOPPED;
const fibres = CUT.split(' + ');

test.each<[string, readonly string[], boolean]>([
  ['both fibres are needed to cut the sides', fibres, true],
  ['one fibre does nothing', ['link:fibre-north'], false],
  ['the radio is idle', [...fibres, 'link:radio'], false],
  ['nothing has failed', [], false],
])('%s', (_, elements, minimal) => {
  expect(isMinimalCut(model, ROW, elements, fails)).toBe(minimal);
});

test('in a partition that is given, no element is needed', () => {
  expect(isMinimalCut(model, ROW, [], fails, { cut: ['tenants'] })).toBe(true);
  expect(isMinimalCut(model, ROW, ['link:radio'], fails, { cut: ['tenants'] })).toBe(false);
});

test('a row that there is not', () => {
  expect(() => isMinimalCut(model, 'workload:t/none', [], fails)).toThrow('no row workload:t/none');
});
