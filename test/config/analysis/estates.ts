/** Small estates for the analysis: the files of an environment with some texts replaced, and the Model that they give. */
import type { Model } from '../../../config/model/model';
import { changed, checked, filesOf } from '../../support/estates';

/** File, what is written there (once), and what is written instead. */
export type Replacement = readonly [file: string, before: string, after: string];

export function modelOf(
  environment: 'minimal' | 'chelles',
  replacements: readonly Replacement[] = [],
  added: Readonly<Record<string, string>> = {},
): Model {
  const texts: Record<string, string> = { ...added };
  for (const [file, before, after] of replacements) {
    const text = texts[file] ?? filesOf(environment).find((known) => known.file === file)?.text;
    if (text?.split(before).length !== 2) throw new Error(`${file} does not have once: ${before}`);
    texts[file] = text.replace(before, after);
  }
  const { model, findings } = checked(changed(environment, texts), environment);
  if (model === undefined) throw new Error(findings.map(({ message }) => message).join('\n'));
  return model;
}

/** All storage of chelles hangs on one feed: of its substations any two of three take both sides of some mirror, or one and the witness. */
export const onOneFeed = filesOf('chelles').map(({ file, text }) => ({
  file,
  text: file.startsWith('storage-servers/') ? text.replace('feeds: [voie-a, voie-b]', 'feeds: [voie-b]') : text,
}));

/** Three times the memory and disks of `ville`, at home at the other site. */
export const CCAS = `title: CCAS
siret: '21770000000029'
contact: direction
agreement: { reference: CONV-CCAS, start: 2026-01-01, end: 2029-12-31, reversibility: Sous trois mois }
costKey: memoire
objectives: { dmia: 8 h, pdma: 24 h }
quota: { cpu: 10 GHz, memory: 16 GiB, storage: 200 GiB }
permissions:
  - { role: exploitant, group: VILLE\\ccas }
networks:
  serveurs:
    title: Serveurs du CCAS
    vlan: 101
    subnet: 10.0.101.0/24
    zone: ville
    switch: general
    gateways: { mairie: 10.0.101.2, agglo: 10.0.101.3 }
    virtualGateway: 10.0.101.1
workloads:
  aide:
    title: Aide sociale
    template: debian-12
    cluster: production
    home: agglo
    class: standard
    backup: standard
    cpus: 2
    memory: 12 GiB
    disks: { systeme: { size: 120 GiB, datastore: donnees-agglo-1, unit: 0 } }
    nics: { principale: { network: serveurs, address: 10.0.101.10 } }
    boot: 1 min
    start: 1 min
`;
