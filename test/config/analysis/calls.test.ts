/** Whom to call, and when the next is reached. */
import { callsOf } from '../../../config/analysis/calls';
import { modelOf } from './estates';

const estate = (order: string) =>
  modelOf('minimal', [['estate.yaml', '  failoverDecision: ', `  callOrder: [${order}]\n  failoverDecision: `]]);
const call = (name: string, role: string, wait = ''): string => `{ function: ${name}, phone: +33 1 99 00 77 01, role: ${role}${wait} }`;

test('each after those before it, with the time that each has to answer', () => {
  const model = estate([call('astreinte', 'acts'), call('renfort', 'acts', ', wait: 20 min'), call('directeur', 'decides')].join(', '));
  const { order, shortfalls } = callsOf(model);
  expect(order.map(({ function: called, role, after }) => [called, role, after.value])).toEqual([
    ['astreinte', 'acts', 0],
    ['renfort', 'acts', 600],
    ['directeur', 'decides', 1800],
  ]);
  expect(shortfalls).toEqual([]);
});

test('who could act is called too late for the reaction that is declared', () => {
  const model = estate([call('astreinte', 'acts', ', wait: 61 min'), call('renfort', 'acts')].join(', '));
  expect(callsOf(model).shortfalls.map(({ id, what }) => [id, what])).toEqual([
    ['calls/late', '`renfort` is called 1 h 1 min after the failure where nobody answers before, and somebody is to act within 1 h'],
  ]);
});

test('nobody is described: nothing is said', () => {
  expect(callsOf(modelOf('minimal'))).toEqual({ order: [], shortfalls: [] });
});
