/** Which way of making a change is taken, and when it is a failure that there is none. */
import { rmSync } from 'node:fs';
import { choose, type Limits } from '../../../scripts/lab/rehearse/choose';
import { Draft } from '../../../scripts/lab/rehearse/draft';
import { chooseLeaving } from '../../../scripts/lab/rehearse/leaving';
import { NotApplicable, Refused } from '../../../scripts/lab/rehearse/step';
import { AS_OF, estateFolder } from '../../support/estates';

const ALL: Limits = { isChosen: () => true, touchesLeftOut: () => undefined };

let folder: string;
let draft: Draft;
beforeEach(() => {
  folder = estateFolder('minimal');
  draft = new Draft(folder, 'minimal', AS_OF);
});
afterEach(() => rmSync(folder, { recursive: true }));

const vlan = (value: number, stack = 'tenant-ville') => ({
  subject: 'ville/serveurs',
  what: `VLAN ${String(value)}`,
  edits: [draft.set('tenants.ville.networks.serveurs.vlan', value)],
  stack,
});
const search = (values: readonly number[], passes: readonly string[]) => ({
  candidates: values.map((value) => vlan(value)),
  none: 'no tenant has a network',
  passes,
});

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test('the first that the check accepts is taken, past those that a rule of the step’s own refuses', () => {
  expect(choose(draft, search([10, 30, 200], ['vlan-unique']), ALL).what).toBe('VLAN 200');
});

test('what another rule refuses is a failure, with what the check says', () => {
  const error = thrown(() => choose(draft, search([10, 200], []), ALL));
  expect(error).toBeInstanceOf(Refused);
  expect(String(error)).toBe(
    'Error: the check refuses ville/serveurs: VLAN 10: VLAN `10` already belongs to network `management` [vlan-unique]; that rule has nothing to do with such a change',
  );
});

test('where every way is refused, each is said: nothing passes for not applicable', () => {
  const error = thrown(() => choose(draft, search([10, 30], ['vlan-unique']), ALL));
  expect(error).toBeInstanceOf(Refused);
  expect(String(error).split('\n')).toEqual([
    'Error: the check refuses every way of it that was tried:',
    '    ville/serveurs: VLAN 10: VLAN `10` already belongs to network `management` [vlan-unique]',
    '    ville/serveurs: VLAN 30: VLAN `30` already belongs to network `backup` [vlan-unique]',
  ]);
});

test('not applicable is only what the estate has nothing of, and what --only leaves out', () => {
  const none = thrown(() => choose(draft, search([], []), ALL));
  expect([none instanceof NotApplicable, String(none)]).toEqual([true, 'Error: no tenant has a network']);
  const elsewhere = thrown(() => choose(draft, search([200], []), { ...ALL, isChosen: (stack) => stack === 'telecom' }));
  expect([elsewhere instanceof NotApplicable, String(elsewhere)]).toEqual([
    true,
    'Error: it would touch what --only leaves out: tenant-ville',
  ]);
  const beside = thrown(() => choose(draft, search([200], []), { ...ALL, touchesLeftOut: () => 'telecom' }));
  expect([beside instanceof NotApplicable, String(beside)]).toEqual([true, 'Error: it would touch what --only leaves out: telecom']);
});

test('what something else needs does not leave, and that is no failure', () => {
  const candidates = [{ subject: 'ville', what: 'is described no more', edits: [draft.without('tenants.ville')], stack: 'tenant-ville' }];
  const error = thrown(() => chooseLeaving(draft, { candidates, noun: 'tenant', approval: 'depart' }, ALL, AS_OF));
  expect([error instanceof NotApplicable, String(error)]).toEqual([true, 'Error: something else in the estate needs each tenant']);
  const nobody = thrown(() => chooseLeaving(draft, { candidates: [], noun: 'tenant', approval: 'depart' }, ALL, AS_OF));
  expect([nobody instanceof NotApplicable, String(nobody)]).toEqual([true, 'Error: the estate has no tenant of its own']);
});

test('a rule that no one made cannot be passed over', () => {
  expect(() => choose(draft, search([200], ['vlan-uniqe']), ALL)).toThrow('no rule is called vlan-uniqe');
});

test('an edit of what no file describes is a fault, never an edit of nothing', () => {
  expect(() => draft.set('tenants.nobody.title', 'x')).toThrow('no file describes tenants.nobody.title');
});
