import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOrder, type Model } from '../../config/model/model';
import { generatePictures, PICTURE_FILE } from '../../scripts/generation/pictures';
import { picture } from '../../scripts/picture';
import { escape } from '../../scripts/picture/svg';
import { truncate, widthOf, wrap } from '../../scripts/picture/text-width';
import { duration, rate, size } from '../../scripts/picture/words';
import { AS_OF, checked, filesOf } from '../support/estates';
import { PROJECT } from '../support/needs';

const modelOf = (environment: string): Model => checked(filesOf(environment), environment).model!;
const CHELLES = modelOf('chelles');
const MINIMAL = modelOf('minimal');

/** Every title of the Model replaced. */
function retitled<T>(value: T, title: string): T {
  if (Array.isArray(value)) return value.map((each: unknown) => retitled(each, title)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const change = ([key, each]: [string, unknown]): [string, unknown] => [key, key === 'title' ? title : retitled(each, title)];
  return Object.fromEntries(Object.entries(value).map(change)) as T;
}

const LONG = retitled(CHELLES, 'Un intitulé WWWW & <b>mmmm</b> "qui" n’en finit pas, mot après mot, '.repeat(9));
const UNBROKEN = retitled(CHELLES, 'Ж漢W'.repeat(99));
const CROWDED: Model = {
  ...CHELLES,
  tenants: Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`t${String(index)}`, { ...CHELLES.tenants['ville']!, title: `Structure ${String(index)}` }]),
  ),
  accesses: Object.fromEntries(
    inOrder(CHELLES.accesses).flatMap(([key, access]) => [0, 1, 2].map((copy) => [`${key}-${String(copy)}`, access])),
  ),
  hosts: Object.fromEntries(
    inOrder(CHELLES.hosts).flatMap(([key, host]) => Array.from({ length: 9 }, (_, copy) => [`${key}-${String(copy)}`, host])),
  ),
};
const MODELS = { chelles: CHELLES, minimal: MINIMAL, long: LONG, unbroken: UNBROKEN, crowded: CROWDED };
const names = Object.keys(MODELS) as (keyof typeof MODELS)[];

const attribute = (attributes: string, name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1];
const unescape = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly words: string;
}

/** Where the words stand, as wide as they are estimated. */
const textsOf = (svg: string): Area[] =>
  [...svg.matchAll(/<text([^>]*)>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g)].map(([, attributes = '', content = '']) => {
    const words = unescape(content);
    const [x, y, height] = ['x', 'y', 'font-size'].map((name) => Number(attribute(attributes, name))) as [number, number, number];
    const width = widthOf(words, height, attribute(attributes, 'font-weight') === 'bold');
    const anchor = attribute(attributes, 'text-anchor') ?? 'start';
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    return { left, right: left + width, top: y - height * 0.75, bottom: y + height * 0.2, words };
  });

const boxesOf = (svg: string): Area[] =>
  [...svg.matchAll(/<rect([^>]*)\/>/g)].slice(1).map(([, attributes = '']) => {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(attribute(attributes, name))) as [
      number,
      number,
      number,
      number,
    ];
    return { left: x, right: x + width, top: y, bottom: y + height, words: attributes };
  });

const overlap = (a: Area, b: Area): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const inside = (a: Area, b: Area): boolean => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

/** The elements in each other; a text that is no well-formed XML throws. */
function wellFormed(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g,
    (_, end: string, name: string, _attributes: string, empty: string) => {
      if (end === '/' && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      if (end === '' && empty === '') open.push(name);
      return '';
    },
  );
  expect([open, /[<>]|&(?!amp;|lt;|gt;|quot;)/.exec(rest)]).toEqual([[], null]);
}

test.each(['chelles', 'minimal'] as const)('everything that stands in %s is in its picture', (environment) => {
  const model = MODELS[environment];
  const svg = picture(model);
  const shown = svg.slice(svg.indexOf('</desc>'));
  const collections = ['sites', 'links', 'accesses', 'routers', 'clusters', 'storage-servers', 'repositories', 'tenants'] as const;
  const missing = collections.flatMap((collection) =>
    inOrder<{ readonly title: string }>(model[collection]).flatMap(([key, { title }]) =>
      shown.includes(`>${escape(title)}</`) ? [] : [`${collection}.${key}`],
    ),
  );
  expect(missing).toEqual([]);
  expect(shown).toContain(escape(model.estate.title));
});

test('uses stand at the access that they take first, second and so on', () => {
  const words = textsOf(picture(CHELLES)).map((area) => area.words);
  const from = words.indexOf('Fibre académique (écoles)');
  expect(words.slice(from, from + 4)).toEqual(['Fibre académique (écoles)', 'Réseau académique · fibre · 1\u00a0Gbit/s', '1er', 'Écoles']);
});

test('mirrors, links, machines and schools are counted', () => {
  const words = textsOf(picture(CHELLES)).map((area) => area.words);
  const mirrored = inOrder(CHELLES.volumes).filter(([, volume]) => volume.mirrored).length;
  const arrows = words.filter((word, index) => word.endsWith('en miroir') && words[index + 1]?.startsWith('servis :') === true);
  expect(arrows.reduce((sum, word) => sum + Number.parseInt(word, 10), 0)).toBe(mirrored);
  expect(words).toContain('fibre noire · RTT 0,3\u00a0ms · 40\u00a0Gbit/s');
  expect(words).toContain(`Écoles (${String(Object.keys(CHELLES.schools).length)})`);
  const town = words.indexOf('Ville de Chelles');
  const at = (site: string): string =>
    String(inOrder(CHELLES.workloads).filter(([, { owner, home }]) => owner === 'ville' && home === site).length);
  expect(words.slice(town, town + 5)).toEqual(['Ville de Chelles', 'A', at('agglo'), 'B', at('mairie')]);
});

test('what an estate has none of is left out', () => {
  const svg = picture(MINIMAL);
  expect(svg).not.toMatch(/accès Internet|école/i);
});

test.each(names)('the picture of %s is well-formed, says what it is and holds no number that is none', (name) => {
  const svg = picture(MODELS[name]);
  wellFormed(svg);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|null|\[object/);
  expect(svg).toMatch(
    /^<svg [^>]*role="img" aria-labelledby="titre description"[^>]*>\n<title id="titre">[^<]+<\/title>\n<desc id="description">[^<]+<\/desc>\n<rect /,
  );
});

test.each(names)('in the picture of %s words stay on the page, in their boxes and off each other, and are large enough', (name) => {
  const svg = picture(MODELS[name]);
  const [, width, height] = /^<svg [^>]*width="(\d+)" height="([\d.]+)"/.exec(svg)!.map(Number);
  const page: Area = { left: 10, right: width! - 10, top: 10, bottom: height! - 5, words: '' };
  const texts = textsOf(svg);
  const boxes = boxesOf(svg);
  expect(width).toBe(1200);
  expect(texts.length).toBeGreaterThan(30);
  expect(Math.min(...[...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, value]) => Number(value)))).toBeGreaterThanOrEqual(12);
  expect([...texts, ...boxes].filter((area) => !inside(area, page))).toEqual([]);
  // A text may lie in a box or beside it, never across its border; boxes alike.
  const across = [...texts, ...boxes].flatMap((area) =>
    boxes.filter((box) => box !== area && overlap(area, box) && !inside(area, box) && !inside(box, area)).map((box) => [area, box]),
  );
  expect(across).toEqual([]);
  expect(texts.flatMap((a, index) => texts.slice(index + 1).flatMap((b) => (overlap(a, b) ? [[a.words, b.words]] : [])))).toEqual([]);
});

test('the same Model gives the same bytes, in whatever order its entities come', () => {
  const reversed = Object.fromEntries(
    Object.entries(CHELLES).map(([key, value]: [string, unknown]) =>
      ['estate', 'storage', 'energy', 'costs'].includes(key) || typeof value !== 'object'
        ? [key, value]
        : [key, Object.fromEntries(Object.entries(value as object).reverse())],
    ),
  ) as unknown as Model;
  expect(picture(reversed)).toBe(picture(CHELLES));
});

test('texts are cut where they no longer fit, and quantities written in French', () => {
  expect(truncate('Mairie', 100, 12)).toBe('Mairie');
  expect(truncate('Agglomération', 60, 12)).toMatch(/^Agg\p{L}*…$/u);
  expect(truncate('Agglomération', 5, 12)).toBe('…');
  expect(wrap('un deux trois quatre cinq', 60, 12, 2)).toEqual(['un deux', 'trois qu…']);
  expect([size(1536), size(24 * 1024 ** 2), rate(300), rate(2500), duration(0.00045), duration(1_209_600), duration(0)]).toEqual(
    ['1,5 Gio', '24 Tio', '300 Mbit/s', '2,5 Gbit/s', '0,45 ms', '14 j', '0 ms'].map((text) => text.replace(' ', '\u00a0')),
  );
});

describe('generation', () => {
  const said: string[] = [];
  const shell = { print: (text: string) => said.push(text), printError: (text: string) => said.push(text), today: AS_OF };
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  const run = (checkOnly: boolean): [number, string[]] => [generatePictures(folder, checkOnly, shell, ['minimal']), said.splice(0)];
  const path = join(folder, 'minimal', PICTURE_FILE);
  beforeAll(() => cpSync(join(PROJECT, 'config/environments/minimal'), join(folder, 'minimal'), { recursive: true }));

  test('the committed picture is that of the estate', () => {
    expect(readFileSync(join(PROJECT, 'config/environments/chelles', PICTURE_FILE), 'utf8')).toBe(picture(CHELLES));
  });

  test('a picture is written when it differs, and --check only names it', () => {
    const stale = 'config/environments/minimal/estate.svg is stale: run `npm run generate` and commit what it changes';
    expect(run(true)).toEqual([1, [stale]]);
    expect(run(false)).toEqual([0, ['config/environments/minimal/estate.svg written']]);
    expect(readFileSync(path, 'utf8')).toBe(picture(MINIMAL));
    expect([run(true), run(false)]).toEqual([
      [0, []],
      [0, []],
    ]);
    writeFileSync(path, 'edited');
    expect(run(true)).toEqual([1, [stale]]);
  });

  test('an estate without a Model has no picture', () => {
    rmSync(join(folder, 'minimal', 'estate.yaml'));
    expect(run(false)).toEqual([1, [expect.stringContaining('the estate has errors') as unknown as string]]);
  });
});
