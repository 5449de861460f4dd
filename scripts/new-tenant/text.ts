/** The file of a new tenant. It teaches: every line that people must replace or may want to know about says so. */
import { format } from '../../config/model/quantities';
import type { TenantChoices } from './choices';

/** `asOf` is the first day of the agreement. */
export function tenantText(key: string, zone: string, on: TenantChoices, asOf: string): string {
  const gateways = on.sites.map((site, index) => `${site}: ${on.base}.${String(index + 2)}`).join(', ');
  const title = titleOf(key);
  return `# A hosted structure: who it is, what was agreed with it, what it may use, and its virtual machines.
title: ${title} # what people read; it may change at any time
siret: '00000000000000' # replace: 14 digits
contact: direction de la structure # replace: a function, never the name of a person
agreement:
  reference: CONV-${key.toUpperCase()} # replace
  start: ${asOf}
  end: ${String(Number(asOf.slice(0, 4)) + 3)}-12-31 # the check warns once it is past
  reversibility: Machines et données remises sous trois mois au format OVF
costKey: ${on.costKey}
objectives: { dmia: ${format('duration', on.dmia)}, pdma: ${format('duration', on.pdma)} } # what class \`${on.class}\` promises
quota: { cpu: 10 GHz, memory: 16 GiB, storage: 200 GiB } # ceilings, also while one site carries all
permissions: # the complete list: a grant made elsewhere is removed
  - { role: ${on.role}, group: ${on.domain}\\${key} } # replace: a group of the directory
networks:
  serveurs:
    title: Serveurs
    vlan: ${String(on.vlan)} # free until now
    subnet: ${on.base}.0/24 # free until now
    zone: ${zone} # its own: within a zone nothing is filtered, and into it only what flows.yaml names
    switch: ${on.switch}
    gateways: { ${gateways} }
    virtualGateway: ${on.base}.1 # what the machines use: it answers from whichever site is left
    # use: … to give it the Internet, by one of the uses of the estate
workloads:
  serveur: # the key is part of the address in Terraform: choose it for good
    title: Serveur
    template: ${on.template}
    cluster: ${on.cluster}
    home: ${on.home} # the preferred side of its disks
    class: ${on.class}
    backup: ${on.backup}
    cpus: 2
    memory: 4 GiB
${on.memoryReserved > 0 ? `    memoryReservation: ${String(on.memoryReserved)} # percent: the least that class \`${on.class}\` asks for\n` : ''}    disks:
      systeme: { size: 40 GiB, datastore: ${on.datastore}, unit: 0 }
    nics:
      principale: { network: serveurs, address: ${on.base}.10 }
    boot: 1 min # from power-on to a running system
    start: 1 min # from there to a working service
`;
}

export const zoneText = (key: string): string => `# The servers of a tenant, apart from everybody else’s.
title: Serveurs de ${titleOf(key)} # replace
trust: servers
`;

const titleOf = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1).replace(/-/g, ' ');
