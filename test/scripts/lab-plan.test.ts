/** What Terraform says it will do: a word that is not known is never passed over. */
import { planOf } from '../../scripts/lab/terraform-plan';

const planned = (action: string): string =>
  JSON.stringify({ type: 'planned_change', change: { action, resource: { addr: 'vsphere_folder.a', resource_type: 'vsphere_folder' } } });

test.each(['create', 'update', 'delete', 'replace', 'import'])('to %s is a change', (action) => {
  expect(planOf(planned(action)).changes).toEqual([{ address: 'vsphere_folder.a', kind: 'vsphere_folder', action }]);
});

test('to remove is to forget; to read, and to do nothing, changes nothing', () => {
  expect(planOf(planned('remove')).changes.map(({ action }) => action)).toEqual(['forget']);
  expect([planOf(planned('read')).changes, planOf(planned('noop')).changes]).toEqual([[], []]);
});

test('what is not known is named', () => {
  expect(() => planOf(planned('defer'))).toThrow('Terraform plans to `defer` vsphere_folder.a: Cordée does not know what that is');
});
