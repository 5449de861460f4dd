import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, normalize } from 'node:path';
import { EMPTY_REGISTER, renderRegister } from '../../config/register';
import { schemaNameOf } from '../../scripts/generation/editor-schema';
import { readFiles } from '../../scripts/read-estate';
import { checked, estateFolder, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';
import { PROJECT } from '../support/needs';

const temporary = (): string => mkdtempSync(join(tmpdir(), 'cordee-'));

describe('new estate', () => {
  test('writes the smallest estate, which passes the check, with schemas beside it', async () => {
    const folder = join(temporary(), 'town');
    expect(await cordee(['new', 'estate', folder])).toEqual({
      code: 0,
      err: '',
      out: [
        `town/ holds the smallest valid estate, ${String(filesOf('minimal').length + 1)} files. Next:`,
        `  cordee check -e ${folder}`,
        `  ${folder}/estate.yaml is the place to begin; every file says what it is for`,
        `  cordee prove -e ${folder}`,
        `  says that one promise is not kept, which is right: one carrier has every line. ${folder}/suppliers/fournisseur.yaml says how it holds`,
      ].join('\n'),
    });
    const { code, out } = await cordee(['check', '-e', folder]);
    expect([code, out.split('\n').at(-1)]).toEqual([0, 'town: valid (0 errors, 0 warnings, 1 finding accepted by exception).']);
    expect(readFileSync(join(folder, 'stateful.lock'), 'utf8')).toBe(renderRegister(EMPTY_REGISTER));
    for (const { file, text } of readFiles(folder)) {
      const target = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? '';
      expect([file, normalize(join(dirname(file), target))]).toEqual([file, `.schema/${schemaNameOf(file) ?? ''}`]);
      expect([file, existsSync(join(folder, dirname(file), target))]).toEqual([file, true]);
    }
  });

  test('one promise of it is not kept, as it says, and what its supplier’s file advises makes it hold', async () => {
    const folder = join(temporary(), 'town');
    await cordee(['new', 'estate', folder]);
    const before = await cordee(['prove', '-e', folder]);
    expect([before.code, before.out.split('\n')[0]]).toEqual([3, 'town does NOT hold what it promises: 1 of 54 cells not kept']);
    expect(before.out).toContain('carrier:fournisseur');
    const supplier = readFileSync(join(folder, 'suppliers/fournisseur.yaml'), 'utf8');
    expect(supplier).toMatch(/name it as the `carrier` of `temoin-agglo` in links\.yaml/);
    writeFileSync(join(folder, 'suppliers/autre.yaml'), supplier);
    const links = readFileSync(join(folder, 'links.yaml'), 'utf8');
    const [head = '', last = ''] = links.split('temoin-agglo:');
    writeFileSync(join(folder, 'links.yaml'), `${head}temoin-agglo:${last.replace('carrier: fournisseur', 'carrier: autre')}`);
    const after = await cordee(['prove', '-e', folder]);
    expect([after.code, after.out.split('\n')[0]]).toEqual([0, 'town holds what it promises: 55 cells judged']);
  });

  test('within the project it names the project’s schemas', async () => {
    const project = temporary();
    for (const { file, text } of filesOf('minimal')) {
      const path = join(project, 'config/environments/minimal', file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const folder = join(project, 'config/environments/town');
    expect((await cordee(['new', 'estate', folder], { projectFolder: project })).code).toBe(0);
    expect(readdirSync(folder)).not.toContain('.schema');
    expect(readFiles(folder)).toEqual(filesOf('minimal'));
  });

  test('never writes into a folder that holds something, nor over a file', async () => {
    const folder = temporary();
    writeFileSync(join(folder, 'kept'), '');
    expect((await cordee(['new', 'estate', folder])).err).toBe(
      `cordee: \`${folder}\` is not empty\n        name a folder that does not exist yet; nothing is ever overwritten`,
    );
    expect((await cordee(['new', 'estate', join(folder, 'kept')])).err).toBe(`cordee: \`${folder}/kept\` is a file\n        name a folder`);
    expect(readdirSync(folder)).toEqual(['kept']);
  });
});

describe('new tenant', () => {
  test.each(['minimal', 'chelles'])('in %s: a commented file that adds no finding', async (environment) => {
    const folder = estateFolder(environment);
    const before = checked(readFiles(folder)).findings.length;
    expect(await cordee(['new', 'tenant', 'office-tourisme', '-e', folder])).toEqual({
      code: 0,
      err: '',
      out: `estate/tenants/office-tourisme.yaml describes a tenant that passes the check, and estate/zones/office-tourisme.yaml a zone of its own.\n  replace what its comments ask for, then: cordee check -e ${folder}`,
    });
    const { model, findings } = checked(readFiles(folder));
    expect([findings.length, model?.workloads['office-tourisme/serveur']?.owner]).toEqual([before, 'office-tourisme']);
  });

  test('the file, word for word', async () => {
    const folder = estateFolder('minimal');
    await cordee(['new', 'tenant', 'ccas', '-e', folder]);
    expect(readFileSync(join(folder, 'tenants/ccas.yaml'), 'utf8')).toBe(`# yaml-language-server: $schema=../../../schema/tenant.schema.json
# A hosted structure: who it is, what was agreed with it, what it may use, and its virtual machines.
title: Ccas # what people read; it may change at any time
siret: '00000000000000' # replace: 14 digits
contact: direction de la structure # replace: a function, never the name of a person
agreement:
  reference: CONV-CCAS # replace
  start: 2026-11-23
  end: 2029-12-31 # the check warns once it is past
  reversibility: Machines et données remises sous trois mois au format OVF
costKey: memoire
objectives: { dmia: 8 h, pdma: 1 d } # what class \`standard\` promises
quota: { cpu: 10 GHz, memory: 16 GiB, storage: 200 GiB } # ceilings, also while one site carries all
permissions: # the complete list: a grant made elsewhere is removed
  - { role: exploitant, group: VILLE\\ccas } # replace: a group of the directory
networks:
  serveurs:
    title: Serveurs
    vlan: 101 # free until now
    subnet: 10.0.0.0/24 # free until now
    zone: ccas # its own: within a zone nothing is filtered, and into it only what flows.yaml names
    switch: general
    gateways: { agglo: 10.0.0.2, mairie: 10.0.0.3 }
    virtualGateway: 10.0.0.1 # what the machines use: it answers from whichever site is left
    # use: … to give it the Internet, by one of the uses of the estate
workloads:
  serveur: # the key is part of the address in Terraform: choose it for good
    title: Serveur
    template: debian-12
    cluster: production
    home: mairie # the preferred side of its disks
    class: standard
    backup: standard
    cpus: 2
    memory: 4 GiB
    disks:
      systeme: { size: 40 GiB, datastore: donnees-mairie-1, unit: 0 }
    nics:
      principale: { network: serveurs, address: 10.0.0.10 }
    boot: 1 min # from power-on to a running system
    start: 1 min # from there to a working service
`);
    expect(readFileSync(join(folder, 'zones/ccas.yaml'), 'utf8')).toBe(`# yaml-language-server: $schema=../../../schema/zone.schema.json
# The servers of a tenant, apart from everybody else’s.
title: Serveurs de Ccas # replace
trust: servers
`);
  });

  test('a zone of its name that is empty is taken, and one that somebody else is in is not', async () => {
    const zones = filesOf('minimal').find(({ file }) => file === 'zones.yaml')!.text;
    const empty = estateFolder('minimal', { 'zones.yaml': `${zones}ccas: { title: CCAS, trust: servers }\n` });
    expect((await cordee(['new', 'tenant', 'ccas', '-e', empty])).out).toMatch(
      /^estate\/tenants\/ccas.yaml describes a tenant that passes the check\.\n/,
    );
    const storage = estateFolder('minimal', { 'zones.yaml': `${zones}ccas: { title: CCAS, trust: storage }\n` });
    expect((await cordee(['new', 'tenant', 'ccas', '-e', storage])).out).toContain('and estate/zones/ccas-serveurs.yaml a zone of its own');
  });

  test('what is taken, malformed or there already is refused', async () => {
    const folder = estateFolder('minimal');
    const errorOf = async (key: string) => (await cordee(['new', 'tenant', key, '-e', folder])).err;
    expect(await errorOf('ville')).toBe('cordee: the key `ville` is taken by one of the tenants\n        see estate/tenants/ville.yaml:3');
    expect(await errorOf('Ccas')).toBe('cordee: `Ccas` is no key\n        allowed: ^[a-z][a-z0-9]*(-[a-z0-9]+)*$, at most 40 characters');
    expect(await errorOf('ccas')).toBe('');
    expect(await errorOf('ccas')).toMatch(/^cordee: the key `ccas` is taken/);
  });

  test('nothing is built on an estate with errors, nor on one that lacks what a tenant needs', async () => {
    const invalid = estateFolder('minimal', { 'ducts.yaml': 'fourreau-nord: {}\n' });
    expect((await cordee(['new', 'tenant', 'ccas', '-e', invalid])).err).toBe(
      `cordee: estate is not valid, so nothing can be built on it\n        see why: cordee check -e ${invalid}`,
    );
    const full = estateFolder('minimal', {
      'estate.yaml': filesOf('minimal')
        .find(({ file }) => file === 'estate.yaml')!
        .text.replace('10.0.0.0/16', '10.0.0.0/8'),
    });
    expect(basename(full)).toBe('estate');
    expect((await cordee(['new', 'tenant', 'ccas', '-e', full])).code).toBe(0);
  });
});

test('the project itself was left alone', () => {
  expect(existsSync(join(PROJECT, 'config/environments/minimal/tenants/ccas.yaml'))).toBe(false);
});
