/** Hosts and their initiators. */
import { answered } from './records';
import { inPath, type Rest } from './rest';

export interface Host {
  readonly id: string;
  readonly name: string;
  readonly mpio: boolean;
  readonly alua: boolean;
}

export interface Port {
  /** iSCSI name. */
  readonly name: string;
  /** Host or server that it belongs to; empty where it belongs to none yet. */
  readonly hostId: string;
}

/** What clients have read back from an ESXi host that was registered in the console; as a parameter it is not published. */
const ESXI = 12;

export const hosts = (rest: Rest) => ({
  list: async (): Promise<readonly Host[]> =>
    answered('host', await rest.read('hosts')).map((entry) => ({
      id: entry.id(),
      name: entry.text('Caption'),
      mpio: entry.flag('MpioCapable'),
      alua: entry.flag('AluaSupport'),
    })),

  /** As an ESXi host with several paths and ALUA, both of which must be set before it is served anything. */
  register: async (name: string, description: string): Promise<void> => {
    await rest.write('POST', 'hosts', `register host ${name}`, {
      Name: name,
      Description: description,
      OperatingSystem: ESXI,
      // The vendor’s own client writes flags as texts.
      MPIO: 'true',
      Alua: 'true',
    });
  },

  assign: async (host: Host, iqn: string): Promise<void> => {
    await rest.write('POST', `hosts/${inPath(host.id)}`, `assign ${iqn} to host ${host.name}`, { Operation: 'AssignPort', Port: iqn });
  },
});

export const ports = (rest: Rest) => ({
  list: async (): Promise<readonly Port[]> =>
    answered('port', await rest.read('ports')).map((entry) => ({
      name: entry.textOrEmpty('PortName'),
      hostId: entry.textOrEmpty('HostId'),
    })),
});
