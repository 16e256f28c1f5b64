import { importsOf, type Import, type SourceText } from './imports.ts';
import { layers } from './table.ts';

/** Imports that the table does not allow, one line each: file, line and the reason. */
export function forbiddenImports(files: readonly SourceText[]): string[] {
  const known = new Set(files.map(f => f.path));
  return files.flatMap(file => {
    if (layers[layerOf(file.path)] === undefined)
      return [`${file.path}:1: the folder is not in the table of layers`];
    return importsOf(file).flatMap(i => {
      const reason = i.isOwn ? againstProject(i, known) : againstOutside(i);
      return reason === undefined ? [] : [`${i.from}:${i.line}: ${reason}`];
    });
  });
}

/** Files that import each other in a circle, each circle once. */
export function importCycles(files: readonly SourceText[]): string[] {
  const targets = new Map(
    files.map(f => [
      f.path,
      importsOf(f)
        .filter(i => i.isOwn)
        .map(i => i.to),
    ]),
  );
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): void => {
    const at = above.indexOf(file);
    if (at >= 0) cycles.push([...above.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...above, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}

/** The folder of the table that a file belongs to; those below another count where the table names them. */
export function layerOf(file: string): string {
  const [top = '', first = '', second = '', third] = file.split('/');
  if (top === 'webview') return 'webview';
  if (second === '') return '';
  if (first === 'studies') return `studies/${studyPart(file)}`;
  if (third !== undefined && layers[`${first}/${second}`] !== undefined)
    return `${first}/${second}`;
  if (first !== 'engine') return first;
  if (third !== undefined) return `engine/${second}`;
  return second === 'types.ts' ? 'engine/types.ts' : 'engine';
}

/**
 * The part of a study by the name of its file: `studies/lesion/present.ts`, `lesion/present.words.ts`, the list
 * `studies/present.index.ts` and what each such file must offer, `studies/contract/present.ts`, are all of `present`.
 */
function studyPart(file: string): string {
  const [, , ...names] = file.split('/');
  const [part = ''] = (names[1] ?? names[0] ?? '').split('.');
  return part;
}

/** What others may see of a study's part: its list and its contract; the study itself sees its other parts. */
function isStudyEntry(from: string, to: string): boolean {
  if (/^src\/studies\/(contract\/[^/]+|[^/]+\.index)\.ts$/.test(to)) return true;
  const study = /^src\/studies\/[^/]+\//.exec(to)?.[0];
  return study !== undefined && from.startsWith(study);
}

function againstProject(
  { to, from, typeOnly }: Import,
  known: ReadonlySet<string>,
): string | undefined {
  if (!/^(src|webview)\//.test(to)) return `${to} is not part of the product`;
  if (!known.has(to)) return `${to} does not exist (an import carries its file's extension)`;
  const [own, other] = [layerOf(from), layerOf(to)];
  if (own === other) return undefined;
  const allowed = layers[own]?.project ?? [];
  const isAllowed = allowed.includes(other) || (typeOnly && allowed.includes(`type ${other}`));
  if (!isAllowed) {
    const what = allowed.includes(`type ${other}`) ? `only types of ${other}` : listed(allowed);
    return `${own} may import ${what}, not ${other}`;
  }
  if (to.endsWith('/index.ts') || other.endsWith('.ts') || isStudyEntry(from, to)) return undefined;
  const entry = other.startsWith('studies/') ? 'list' : 'index.ts';
  return `from outside ${other} only its ${entry} may be imported, not ${to}`;
}

function againstOutside({ to, from }: Import): string | undefined {
  const own = layerOf(from);
  const allowed = layers[own]?.outside ?? [];
  const fits = (name: string) =>
    name === 'node'
      ? to.startsWith('node:')
      : name.endsWith('*')
        ? to.startsWith(name.slice(0, -1))
        : to === name;
  return allowed.some(fits)
    ? undefined
    : `${own} may import ${listed(allowed)} from outside, not ${to}`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}
