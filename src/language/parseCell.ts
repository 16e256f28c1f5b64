import type { TextRange } from '../base/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { DiagnosticCode } from './diagnosticCodes.ts';
import { type AnyKind, formerKinds, kindAmong, kinds, type Report } from './kinds/index.ts';
import type { Path } from './positions.ts';
import { prune } from './prune.ts';
import type { ValueProblem } from './validation/problem.ts';
import { validate } from './validation/validate.ts';
import { withWords } from './validation/words.ts';
import { didYouMean } from './suggest.ts';
import type { CellValue } from './values.ts';
import type { Plain } from './yaml/plain.ts';
import { numberProblem } from './yaml/writtenNumber.ts';
import type { CellSyntax } from './yaml/readCell.ts';
import type { LooseCell } from './looseCell.ts';
import { type Add, nameOf } from './cellName.ts';

/** Checks one cell on its own. Never throws. */
export function parseCell(syntax: CellSyntax): LooseCell {
  const diagnostics: Diagnostic[] = [...syntax.diagnostics];
  const add: Add = (code, message, range, fix) =>
    diagnostics.push({ code, severity: 'error', message, range, ...(fix && { fix }) });
  const { data, positions, range } = syntax;
  const broken: LooseCell = {
    kind: null,
    name: '',
    range,
    nameRange: range,
    positions,
    value: null,
    partial: null,
    references: [],
    diagnostics,
  };
  const begins = `A cell begins with its kind and name, e.g. \`network: small\`; kinds are ${[...kinds.keys()].map(k => `\`${k}\``).join(', ')}.`;
  if (!isMap(data)) {
    if (!hasError(diagnostics)) add('cell.kind', begins, firstLine(syntax));
    return broken;
  }
  const keys = Object.keys(data);
  const [first = ''] = keys;
  const keyRange = (key: string) => positions.get([key])?.key ?? range;
  const renamed = formerKinds.get(first);
  if (renamed !== undefined && !kinds.has(first)) {
    add(
      'cell.renamed',
      `A \`${first}\` cell is called \`${renamed}\` now, and \`${first}\` will mean something else; write \`${renamed}\`.`,
      keyRange(first),
      { text: renamed },
    );
    return broken;
  }
  const found = kindAmong(keys);
  if (found === undefined) {
    const isTorn = diagnostics.some(d => d.range.start <= keyRange(first).end);
    if (keys.length > 0 ? !isTorn : !hasError(diagnostics))
      add('cell.kind', `${begins}${didYouMean(first, kinds.keys())}`, keyRange(first));
    return broken;
  }
  if (found !== first)
    add(
      'cell.order',
      `The first key says what the cell is; move \`${found}\` before \`${first}\`.`,
      keyRange(found),
    );
  const descriptor = kinds.get(found);
  if (descriptor === undefined) return broken;
  if (descriptor.kind === 'note') {
    const other = keys.find(key => key !== 'note');
    const parsed = parseNote(
      data,
      positions.get(['note'])?.written,
      keyRange(other ?? 'note'),
      add,
    );
    const nameRange = keyRange('note');
    return { ...broken, ...parsed, nameRange, diagnostics: withoutEchoes(diagnostics) };
  }

  const named = positions.get([found]);
  const nameRange = (isEmpty(named?.value) ? named?.key : named?.value) ?? range;
  const tornName = diagnostics.some(
    d => d.range.start >= nameRange.start && d.range.end <= nameRange.end,
  );
  const nameProblem: Add = (...problem) => tornName || add(...problem);
  const name = nameOf(
    data[found] === null ? null : (named?.written ?? data[found] ?? null),
    found,
    nameRange,
    nameProblem,
  );
  const rest = Object.fromEntries(Object.entries(data).filter(([key]) => key !== found));
  const body = withWords(
    descriptor.schema,
    rest,
    path => positions.get(path)?.written,
  ) as typeof rest;
  diagnostics.push(...numberProblems(body, [], positions));
  const { value, problems } = check(descriptor, body);
  const torn = diagnostics.filter(
    d => d.severity === 'error' && /^(yaml|text|value[.]digits)/.test(d.code),
  );
  for (const problem of problems) {
    const placed = place(problem, syntax, found);
    if (torn.length > 0 && problem.path.at(-1) === '') continue;
    if (!isTearOf(placed, torn)) diagnostics.push(placed);
  }
  const failed = hasError(diagnostics);
  const partial = value === null ? null : ({ kind: descriptor.kind, value } as CellValue);
  const references = value === null ? [] : descriptor.references(value);
  return {
    kind: descriptor.kind,
    name,
    range,
    nameRange,
    positions,
    value: failed ? null : partial,
    partial,
    references: references.map(r => ({ ...r, range: positions.nearest(r.path)?.value ?? range })),
    diagnostics: withoutEchoes(diagnostics),
  };
}

interface Problem extends ValueProblem {
  readonly severity: 'error' | 'warning';
}

/** Checks against the schema, then fills in defaults over what is right. */
function check(
  descriptor: AnyKind,
  body: Record<string, Plain>,
): { value: CellValue['value'] | null; problems: Problem[] } {
  const problems: Problem[] = validate(descriptor.schema, body, kinds).map(p => ({
    ...p,
    severity: 'error',
  }));
  const sound = problems.length === 0 ? body : prune(descriptor.schema, body, kinds);
  if (sound === null) return { value: null, problems };
  const pruned = problems.map(p => p.path);
  const report: Report = (path, code, message, options) => {
    if (pruned.some(p => isEchoOf(path, p))) return;
    const { severity = 'error', atKey = false, fix } = options ?? {};
    problems.push({ path, code, message, severity, atKey, fix });
  };
  const value = descriptor.resolve(sound, report);
  return { value, problems };
}

/**
 * Whether a report may only be there because a part was pruned: it is about something around that
 * part, or about a list whose items have moved.
 */
function isEchoOf(report: Path, pruned: Path): boolean {
  const list = pruned.findIndex(step => /^\d+$/.test(String(step)));
  const common = list === -1 ? pruned.length : list;
  const shared = Math.min(report.length, common);
  return report.slice(0, shared).every((step, i) => String(step) === String(pruned[i]));
}

function place(problem: Problem, { positions, range }: CellSyntax, kind: string): Diagnostic {
  const { path, code, severity, message, fix } = problem;
  const at = path.length === 0 ? positions.get([kind]) : positions.nearest(path);
  // A key of that name may be missing: then the key whose value lacks it is the place.
  const useKey = problem.atKey || path.length === 0 || at?.value.start === at?.value.end;
  return {
    code,
    severity,
    message,
    range: (useKey ? at?.key : null) ?? at?.value ?? range,
    ...(fix && { fix: { text: fix.text, range: fix.path && positions.get(fix.path)?.value } }),
  };
}

/** Numbers that are not read as they are written. */
function numberProblems(
  value: Plain,
  path: Path,
  positions: CellSyntax['positions'],
): Diagnostic[] {
  if (value !== null && typeof value === 'object') {
    const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    return inside.flatMap(([key, v]) => numberProblems(v, [...path, key], positions));
  }
  const at = positions.get(path);
  if (typeof value !== 'number' || at?.written === undefined) return [];
  const problem = numberProblem(at.written, value);
  return problem === null ? [] : [{ code: 'value.digits', ...problem, range: at.value }];
}

function parseNote(
  data: Record<string, Plain>,
  written: string | undefined,
  range: TextRange,
  add: Add,
): Partial<LooseCell> {
  const others = Object.keys(data).filter(key => key !== 'note');
  const text = written ?? data['note'];
  if (others.length > 0)
    add(
      'note.indent',
      `A note has no key \`${others[0] ?? ''}\`; indent the text of the note, or begin a new cell with \`---\`.`,
      range,
    );
  if (text !== null && typeof text === 'object')
    add('value.type', 'A note is text: write `note: |` and indent the lines below.', range);
  const value: CellValue = { kind: 'note', value: typeof text === 'object' ? '' : String(text) };
  return { kind: 'note', value, partial: value };
}

/** What is said of a value or a key that could not be read as it was meant. */
const echoing = new Set<DiagnosticCode>([
  'value.type',
  'value.unknown',
  'value.range',
  'key.unknown',
  'layer.unknown',
  'layer.form',
  'cell.name',
]);

/** What is missing in torn syntax may only not have been read, and one place needs one message. */
function isTearOf({ code, range }: Diagnostic, torn: readonly Diagnostic[]): boolean {
  const absence = ['key.missing', 'network.stages', 'value.length'].includes(code);
  const holds = (t: TextRange) =>
    t.start === range.start ||
    (echoing.has(code) && t.start >= range.start && t.start <= range.end);
  return torn.length > 0 && (absence || torn.some(t => holds(t.range)));
}

/** Where `---` was forgotten, or text not indented, that is said once; what follows is its echo. */
function withoutEchoes(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const cause = diagnostics.find(d => d.code === 'cell.separator' || d.code === 'note.indent');
  return diagnostics.filter(
    d => cause === undefined || d === cause || d.range.start < cause.range.start,
  );
}

function isEmpty(range: TextRange | undefined): boolean {
  return range !== undefined && range.start === range.end;
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(d => d.severity === 'error');
}

function firstLine({ range }: CellSyntax): TextRange {
  return { start: range.start, end: Math.min(range.end, range.start + 40) };
}

function isMap(data: Plain): data is { [key: string]: Plain } {
  return data !== null && typeof data === 'object' && !Array.isArray(data);
}
