import {
  findNetwork,
  formatShape,
  freshName,
  kinds,
  knownDataSets,
  type Notebook,
} from '../../language/index.ts';

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
  const example =
    kind === 'train' ? trainExample(notebook, nearest('network')) : descriptor.example;
  const lines = example.split('\n').map((line, i) => {
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

/** What ships with us needs no download and trains in seconds: a first recipe for networks that fit it. */
const sample = 'mnist-sample';
const sampleRecipe = [
  'train: base',
  'network: small',
  `data: ${sample}`,
  'epochs: 6',
  'batch: 50',
  'optimizer: {momentum: 0.9, decay: 1e-4}',
  'rate: {cosine: [0.1, 0.001]}',
  'norms: 20',
].join('\n');

/** A recipe that can be run on the network at once, where there is one; one seed of it. */
function trainExample(notebook: Notebook, network: string | undefined): string {
  const cell = network === undefined ? undefined : findNetwork(notebook, network);
  const facts = knownDataSets.get(sample);
  const value = cell?.value?.kind === 'network' ? cell.value.value : null;
  const fits =
    value !== null &&
    facts !== undefined &&
    formatShape(value.input) === formatShape(facts.shape) &&
    value.classes === facts.classes;
  if (fits) return sampleRecipe;
  const example = kinds.get('train')?.example ?? sampleRecipe;
  return example.replace(/\nseeds: .*/, '');
}

function isTaken(notebook: Notebook, name: string): boolean {
  return notebook.cells.some(c => c.name === name && c.kind !== null && c.kind !== 'note');
}
