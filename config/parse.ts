/** One YAML file → plain data with positions. Syntax that hides meaning (anchors, tags, tabs, duplicate keys) is refused. */
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, parseDocument, visit } from 'yaml';
import type { Finding } from './finding';
import { lineStartsOf, placeAt, type ParsedFile, type SourceFile, type Span } from './source';

/** What the parser calls by codes, in words. Codes that are missing here have none that would help more than the parser’s own. */
const MESSAGES: Readonly<Record<string, { readonly message: string; readonly fix: string }>> = {
  TAB_AS_INDENT: { message: 'a tab is used for indentation', fix: 'indent with spaces' },
  MULTIPLE_DOCS: { message: 'the file holds more than one document (`---`)', fix: 'one document per file' },
  BAD_INDENT: { message: 'this line is indented differently from its neighbours', fix: 'align it with the lines that it belongs to' },
  BAD_DQ_ESCAPE: {
    message: 'a backslash in double quotes begins an escape that does not exist',
    fix: 'use single quotes, or write the backslash twice',
  },
  BAD_SCALAR_START: { message: 'a value cannot begin with this character', fix: 'put the value in single quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second `:` on this line makes a map where a value is expected',
    fix: 'put the value in single quotes',
  },
  MULTILINE_IMPLICIT_KEY: { message: 'a key goes over several lines', fix: 'is a `:` missing, or the indentation wrong?' },
  UNEXPECTED_TOKEN: { message: 'this cannot stand here', fix: 'look at the indentation, at quotes and at brackets up to this place' },
  RESOURCE_EXHAUSTION: { message: 'maps and lists are nested too deeply', fix: 'nest less' },
};

/** One mistake makes the parser stumble over all that follows: said once, at the first place. */
const CASCADES: readonly string[] = ['UNEXPECTED_TOKEN', 'BAD_INDENT', 'MISSING_CHAR', 'IMPOSSIBLE'];

type Report = (rule: string, start: number, end: number, message: string, fix: string) => void;

export function parseFile(source: SourceFile): { parsed: ParsedFile; findings: Finding[] } {
  // `silent` would also keep to itself that there is a second document. Keys are compared below: the parser would compare each with every other, which a large map takes minutes for.
  const document = parseDocument(source.text, { prettyErrors: false, logLevel: 'error', uniqueKeys: false });
  const lines = lineStartsOf(source.text);
  const findings: Finding[] = [];
  const report: Report = (rule, start, end, message, fix) => {
    const place = placeAt(source.file, lines, start, end);
    findings.push({ rule, severity: 'error', subject: source.file, place, message, fix, related: [] });
  };
  const problems = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const first = problems.find(({ code }) => CASCADES.includes(code));
  for (const problem of problems) {
    if (CASCADES.includes(problem.code) && problem !== first) continue;
    const known = MESSAGES[problem.code];
    const message = known?.message ?? problem.message.split('\n')[0] ?? 'this is no YAML';
    report('yaml-syntax', problem.pos[0], problem.pos[1], message, known?.fix ?? 'correct the YAML at this place');
  }
  refuseHiddenMeaning(document, source.text, report);
  refuseDirectives(source.text, report);
  // Where the parser stumbled, what it made of the rest says nothing; else every key is looked at, whatever was found before.
  const { data, span } =
    problems.length === 0
      ? convert(document.contents, beginOf(document.contents), report)
      : { data: undefined, span: { at: [0, 1, 0, 1] } as Span };
  const sound = findings.length === 0;
  return { parsed: { file: source.file, data: sound ? data : undefined, root: span, lines, sound }, findings };
}

function refuseHiddenMeaning(document: Document, text: string, report: Report): void {
  visit(document, {
    Node: (_, node) => {
      const [start, , end] = node.range ?? [0, 0, 1];
      if (isAlias(node))
        report('yaml-plain', start, end, `the alias \`*${node.source}\` stands for a value written elsewhere`, 'write the value here');
      else if (node.anchor !== undefined) {
        // A node begins behind its anchor.
        const at = Math.max(0, text.lastIndexOf(`&${node.anchor}`, start));
        report(
          'yaml-plain',
          at,
          at + node.anchor.length + 1,
          `the anchor \`&${node.anchor}\` gives a value a second use`,
          'remove it and write the value where it is needed',
        );
      }
      // Also one that changes nothing, as `!!str` before text: the reader must not have to know which do.
      else if (node.tag !== undefined) report('yaml-plain', start, end, `the tag \`${node.tag}\` changes the type of a value`, 'remove it');
      const merge = isMap(node) ? node.items.find((pair) => isScalar(pair.key) && pair.key.value === '<<')?.key : undefined;
      if (isScalar(merge)) {
        const [at, behind] = merge.range ?? [start, end];
        report('yaml-plain', at, behind, 'the merge key `<<` copies values from elsewhere', 'write the values here');
      }
    },
  });
}

/** Directives stand before everything but comments; `%YAML 1.1` would make `yes` a truth value, and `1:30` a number. */
function refuseDirectives(text: string, report: Report): void {
  const [before = ''] = /^\ufeff?(?:[ \t]*(?:#.*)?\r?\n)*/.exec(text) ?? [];
  const [directive] = /^%.*/.exec(text.slice(before.length)) ?? [];
  if (directive === undefined) return;
  const line = directive.trimEnd();
  report('yaml-plain', before.length, before.length + line.length, `the directive \`${line}\` changes how the file is read`, 'remove it');
}

/** Where to point for the file as a whole: at its first key, not at the comments above it. */
function beginOf(contents: unknown): readonly [number, number] {
  const first: unknown = isMap(contents) ? contents.items[0]?.key : contents;
  const range = (first as Node | null | undefined)?.range;
  return range === null || range === undefined ? [0, 1] : [range[0], Math.max(range[1], range[0] + 1)];
}

/** The key's own range stands first in `own`: a value is found from its key, an item from itself. */
function convert(node: unknown, own: readonly [number, number], report: Report): { data: unknown; span: Span } {
  const range = (node as Node | null)?.range;
  const value: readonly [number, number] = range === null || range === undefined ? own : [range[0], range[1]];
  const at = [own[0], own[1], value[0], value[1]] as const;
  if (isMap(node)) {
    const data: Record<string, unknown> = {};
    const inner: Record<string, Span> = {};
    for (const pair of node.items) {
      const key = pair.key;
      if (!isPair(pair) || !isScalar(key)) {
        report('yaml-plain', value[0], value[0] + 1, 'a key of this map is no plain text', 'use plain text as key');
        continue;
      }
      const name = String(key.value);
      if (name === '__proto__') {
        report('yaml-plain', key.range?.[0] ?? 0, key.range?.[1] ?? 1, 'the key `__proto__` is reserved', 'choose another key');
        continue;
      }
      // `1` and `"1"` are two keys for YAML and one for everything that reads the data.
      if (Object.hasOwn(data, name)) {
        report('yaml-syntax', key.range?.[0] ?? 0, key.range?.[1] ?? 1, `the key \`${name}\` stands twice in this map`, 'keep one of them');
        continue;
      }
      const converted = convert(pair.value, [key.range?.[0] ?? 0, key.range?.[1] ?? 1], report);
      data[name] = converted.data;
      inner[name] = converted.span;
    }
    return { data, span: { at, inner } };
  }
  if (isSeq(node)) {
    const inner: Record<string, Span> = {};
    const data = node.items.map((item, index) => {
      const start = (item as Node).range ?? [value[0], value[1], value[1]];
      const converted = convert(item, [start[0], start[1]], report);
      inner[String(index)] = converted.span;
      return converted.data;
    });
    return { data, span: { at, inner } };
  }
  return { data: isScalar(node) ? node.value : null, span: { at } };
}
