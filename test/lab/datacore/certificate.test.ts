/** A certificate of the simulator can be read whatever chance made of its number. */
import { serialNumber } from '../../../scripts/lab/datacore/certificate';

test.each([
  ['00'.repeat(15), '40'],
  [`0000ff${'00'.repeat(12)}`, '4000ff'],
  ['ff'.repeat(15), '4f'],
])('%s becomes a positive number that is written as short as it can be', (chance, begins) => {
  const serial = serialNumber(Buffer.from(chance, 'hex'));
  expect([serial.length, serial.startsWith(begins)]).toEqual([30, true]);
});
