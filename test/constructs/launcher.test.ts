/** Orders to what lies outside vSphere, names of elements, and files that are made. */
import { Resource } from '@cdktf/provider-null/lib/resource';
import { Folder } from '@cdktf/provider-vsphere/lib/folder';
import { Testing } from 'cdktf';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import { addressOf, after, attribute, idOf, MODEL_PATH, named, traced } from '../../constructs/address';
import { GeneratedFile } from '../../constructs/generated-file';
import { canonicalJson, launch, releaseCommand } from '../../constructs/launcher';
import { overrideArgument, PROVIDER_OVERRIDES } from '../../constructs/provider-overrides';
import { BaseStack } from '../../stacks/base-stack';
import { allElements, rendered } from '../stacks/rendered';

const scope = (): BaseStack => new BaseStack(Testing.app(), 'stack', rendered('minimal').model);

describe('an order', () => {
  test('is the same text however it was put together', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null, e: undefined })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
    expect(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] })).toBe(canonicalJson({ b: [{ d: 1, c: 2 }], a: null }));
    expect(canonicalJson({ b: [2, 1] })).not.toBe(canonicalJson({ b: [1, 2] }));
  });

  test('lies in the trigger of its resource and reaches the process by its environment', () => {
    expect(launch('volume', { name: 'a' }, { at: 'b' })).toEqual({
      triggers: { order: '{"name":"a"}' },
      provisioners: [
        {
          type: 'local-exec',
          command: 'node "../../launcher.cjs" apply volume',
          environment: { CORDEE_ORDER: '${self.triggers.order}', CORDEE_WHERE: '{"at":"b"}' },
        },
      ],
    });
    expect(releaseCommand()).toBe('node "../../launcher.cjs" apply release');
  });

  test('is handed on as it is by a launcher that is the same for every estate', () => {
    const launchers = ['minimal', 'chelles'].map((environment) => rendered(environment).output.texts.get('launcher.cjs'));
    expect(launchers[0]).toBeDefined();
    expect(launchers[1]).toBe(launchers[0]);
  });
});

describe('an element', () => {
  test('is named by business keys, of which the slash of an owned id becomes the separator', () => {
    const part = new Construct(scope(), 'part');
    const folder = named(new Folder(part, 'f', { path: 'p', type: 'vm' }), 'ville/web', 'x-1');
    expect([addressOf(folder), idOf(folder), attribute(folder, 'path')]).toEqual([
      'vsphere_folder.ville_web_x-1',
      '${vsphere_folder.ville_web_x-1.id}',
      '${vsphere_folder.ville_web_x-1.path}',
    ]);
    expect(after(folder)).toEqual([{ fqn: 'vsphere_folder.ville_web_x-1' }]);
  });

  test('says from which Model path it was made', () => {
    const part = traced(new Construct(scope(), 'part'), 'tenants.ville');
    expect(part.node.metadata).toEqual([expect.objectContaining({ type: MODEL_PATH, data: 'tenants.ville' })]);
  });

  test('takes an argument from the table of overrides only where it belongs', () => {
    expect(() => overrideArgument(new Resource(scope(), 'r', {}), PROVIDER_OVERRIDES.clusterEvcMode, 'x')).toThrow(
      'evc_mode belongs to vsphere_compute_cluster, not to null_resource',
    );
  });
});

describe('a generated file', () => {
  test('gives Terraform its name and hash, and its text to whoever writes', () => {
    const stack = scope();
    const file = new GeneratedFile(stack, 'f', { name: 'files/telecom/r1/a.conf', content: 'text\n', modelPath: 'routers.r1' });
    const sha256 = createHash('sha256').update('text\n').digest('hex');
    expect([addressOf(file.resource), file.sha256]).toEqual(['null_resource.file_telecom_r1_a-conf', sha256]);
    expect(GeneratedFile.allIn(stack)).toEqual([{ name: 'files/telecom/r1/a.conf', content: 'text\n' }]);
  });

  test('is in the output under its name, with the hash that its stack says', () => {
    for (const environment of ['minimal', 'chelles']) {
      const { texts } = rendered(environment).output;
      const said = allElements(rendered(environment)).flatMap(({ body }) => {
        const { file, sha256 } = (body['triggers'] ?? {}) as { file?: string; sha256?: string };
        return file === undefined ? [] : [[file, sha256] as const];
      });
      expect(said.map(([file]) => file).sort()).toEqual([...texts.keys()].filter((path) => path.startsWith('files/')).sort());
      for (const [file, sha256] of said) expect(createHash('sha256').update(texts.get(file)!).digest('hex')).toBe(sha256);
    }
  });
});
