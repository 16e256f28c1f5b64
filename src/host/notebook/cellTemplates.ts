import { freshName, kinds, type Notebook } from '../../language/index.ts';

/**
 * The text of a new cell: the example of its kind under a name that is free, about the nearest cell
 * above that it can be about.
 */
export function cellTemplate(
  kind: string,
  text: string,
  notebook: Notebook,
  at: number,
): string | null {
  const descriptor = kinds.get(kind);
  if (descriptor === undefined) return null;
  if (kind === 'note') return 'note: |\n  Write here.';
  const above = notebook.cells.slice(0, at);
  const nearest = (wanted: string) =>
    (
      above.findLast(c => c.kind === wanted && c.name !== '') ??
      notebook.cells.find(c => c.kind === wanted && c.name !== '')
    )?.name;
  const lines = descriptor.example.split('\n').map((line, i) => {
    const [, key = '', value = ''] = /^([\w-]+): (.*)$/.exec(line) ?? [];
    if (i === 0) return isTaken(notebook, value) ? `${key}: ${freshName(text, value)}` : line;
    const trainings = notebook.cells.filter(c => c.kind === 'train' && c.name !== '');
    if (value.startsWith('['))
      return key === 'of' && trainings.length > 1
        ? `of: [${trainings.map(c => c.name).join(', ')}]`
        : line;
    const target = key === 'network' ? nearest('network') : key === 'of' ? nearest('train') : null;
    return target == null ? line : `${key}: ${target}`;
  });
  return lines.join('\n');
}

function isTaken(notebook: Notebook, name: string): boolean {
  return notebook.cells.some(c => c.name === name && c.kind !== null && c.kind !== 'note');
}
