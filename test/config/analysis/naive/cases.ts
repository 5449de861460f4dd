/** The semantics by example, section by section of config/analysis/README.md. Both evaluators are held to it. */
import type { Case } from './cases/case';
import { dependencies } from './cases/dependencies';
import { equipment } from './cases/equipment';
import { hosts } from './cases/hosts';
import { accesses, data, gateways, links, witness } from './cases/lines';
import { own } from './cases/own';
import { room } from './cases/room';
import { named, rows } from './cases/rows';
import { storage } from './cases/storage';
import { users } from './cases/users';

export const CASES: Readonly<Record<string, readonly Case[]>> = {
  '2. Rooms and feeds': equipment,
  '2. Links': links,
  '2. Accesses and premises': accesses,
  '2. The witness': witness,
  '2. Data': data,
  '3. Gateways': gateways,
  '4. Storage': storage,
  '5. Hosts': hosts,
  '6. Room': room,
  '7. Outcomes': own,
  '8. Dependencies': dependencies,
  '9. Users': users,
  '10. Rows': rows,
  '11. Named scenarios': named,
};
