/** What is still to be destroyed is said at every synth, and a consent that was taken back is not forgotten in silence. */
import { renderRegister } from '../../config/register';
import { compareRegister, type CompareOptions } from '../../config/register';
import type { Model } from '../../config/model/model';
import { approve, chelles, compare, DATASTORE, place, VOLUME, without } from './register-estate';

const KEYS = [`datastore/${DATASTORE}`, `volume/${VOLUME}`].sort();
const leave = (model: Model, text?: string, options?: CompareOptions) =>
  compareRegister(model, text ?? renderRegister(compare(chelles).next), place, options);
const gone = without((copy) => {
  Reflect.deleteProperty(copy.datastores, DATASTORE);
  Reflect.deleteProperty(copy.volumes, VOLUME);
  approve(copy, ['leave'], ...KEYS);
});
const approved = leave(gone);
const LEAVING = renderRegister(approved.next);
const takenBack = without((copy) => {
  Reflect.deleteProperty(copy.datastores, DATASTORE);
  Reflect.deleteProperty(copy.volumes, VOLUME);
});
const addresses = { storage: `vsphere_vmfs_datastore.${DATASTORE}`, volumes: `null_resource.${VOLUME}_identity` };

test('what an approval lets go is pending, with who said so, until a state says that it is gone', () => {
  expect(approved.findings).toEqual([]);
  expect(approved.pending.map(({ key, approval }) => [key, approval.key, approval.owner])).toEqual(
    KEYS.map((key) => [key, 'depart', 'direction']),
  );
  const held = new Map([
    ['storage', new Set<string>()],
    ['volumes', new Set([addresses.volumes])],
  ]);
  expect(leave(gone, LEAVING, { held }).pending.map(({ key }) => key)).toEqual([`volume/${VOLUME}`]);
});

test('after its last day nothing is destroyed any more: the applier refuses', () => {
  expect(leave(gone, LEAVING, { asOf: '2027-01-31' }).pending).toHaveLength(2);
  expect(leave(gone, LEAVING, { asOf: '2027-02-01' }).pending).toEqual([]);
});

test('an approval that is taken back while its object may still be there is told, at the line of the register that keeps it', () => {
  const { findings, pending } = leave(takenBack, LEAVING);
  expect(pending).toHaveLength(2);
  expect(findings.map(({ rule, severity, subject }) => [rule, severity, subject])).toEqual(
    KEYS.map((key) => ['approval-withdrawn', 'warning', key]),
  );
  const line = LEAVING.split('\n').findIndex((text) => text.startsWith(`  volume/${VOLUME}: `)) + 1;
  expect(findings.find(({ subject }) => subject === `volume/${VOLUME}`)?.place).toMatchObject({ file: 'stateful.lock', line });
  const held = new Map([
    ['storage', new Set<string>()],
    ['volumes', new Set<string>()],
  ]);
  expect(leave(takenBack, LEAVING, { held }).findings).toEqual([]);
});

test('what is described again is not pending', () => {
  expect(leave(chelles, LEAVING)).toMatchObject({ findings: [], pending: [] });
});
