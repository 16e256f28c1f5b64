import { knownDataSets } from '../../base/index.ts';
import { diagnosticCodes } from '../diagnosticCodes.ts';
import { arithmetic } from './arithmetic.ts';
import { type AnyKind, kinds } from '../kinds/index.ts';
import { layerDescriptor, layers } from '../layers/index.ts';
import { type BlockPreset, blockPresets, depthRule, presets } from '../presets/index.ts';
import { describeSchema } from '../../schema/index.ts';
import { formsOf, type SchemaNode } from '../../schema/index.ts';

/** The reference of the language in Markdown, made of its descriptors and schemas. */
export function languageReference(): string {
  const parts = [
    '# The notebook language',
    introduction,
    '## Cells',
    [...kinds.values()].map(({ kind }) => `- [\`${kind}\`](#${kind})`).join('\n'),
    ...[...kinds.values()].flatMap(kindPart),
    '## Presets',
    'Families of networks that `preset:` writes out. Other keys of the cell override what a preset says.',
    ...[...presets.values()].map(
      p =>
        `- \`${p.preset}\`: ${p.doc} Depth ${depthRule(p)}, default ${p.defaults.depth}; width: ${p.widthDoc}, default ${p.defaults.width}.`,
    ),
    '## Blocks',
    'Residual branches that `block:` can name.',
    ...[...blockPresets.values()].map(b => `- \`${b.name}\`: ${b.doc} ${aroundBlock(b)}`),
    '## Layers',
    'What lists of layers (`block`, `head`, `stem: {layers}`, `transition`) are made of.',
    ...[...layers.values()].map(l => `- ${l.forms.map(f => `\`${f}\``).join(', ')}. ${l.doc}`),
    '## Arithmetic',
    'What a network computes, exactly.',
    ...arithmetic,
    '## Data sets',
    'Names that `data:` knows; anything with a slash or a leading dot is a path.',
    ...[...knownDataSets.values()].map(
      d =>
        `- \`${d.name}\`: ${d.title}, ${d.shape.join('×')}, ${d.classes} classes, ${d.train} training and ${d.test} test examples.`,
    ),
    '## Checks',
    'Every message of the editor and of `reslab check` has one of these codes.',
    ...[...diagnosticCodes].map(([code, { doc, arxiv }]) => {
      const paper = arxiv === undefined ? '' : ` [arXiv ${arxiv}](https://arxiv.org/abs/${arxiv})`;
      return `### ${code}\n\n${doc}${paper}`;
    }),
  ];
  // Items of a list stand close, everything else apart.
  return `${parts
    .reduce(
      (text, part) =>
        `${text}${/(^|\n)- [^\n]*$/.test(text) && part.startsWith('- ') ? '\n' : '\n\n'}${part}`,
    )
    .trim()}\n`;
}

/** What stem and head have by default around a named block. */
function aroundBlock({ stem, head }: BlockPreset): string {
  const list = (of: BlockPreset['stem']) =>
    of.length === 0 ? 'none' : of.map(l => layerDescriptor(l.layer).format(l)).join(', ');
  return `Layers of the stem: ${list(stem)}; of the head: ${list(head)}.`;
}

const introduction = [
  'A notebook is a YAML stream in a file `*.resnet.yaml`. Each document of the stream is a cell; `---` stands between cells.',
  'The first key of a cell says what it is, and its value is the name by which other cells refer to it. Where a key is left out its default counts.',
  'Shapes are height, width, channels.',
].join(' ');

function kindPart({ kind, doc, example, schema, columns }: AnyKind): string[] {
  const keys = keyLines(schema, 0);
  return [
    `## ${kind}`,
    doc,
    ['```yaml', example, '```'].join('\n'),
    ...(keys.length === 0 ? [] : [keys.join('\n')]),
    ...(columns === null
      ? []
      : [
          'Columns of its result:',
          columns
            .map(c => `- \`${c.name}\`${c.unit === '' ? '' : ` (${c.unit})`}: ${c.definition}.`)
            .join('\n'),
        ]),
  ];
}

/** A line for each key, those of maps inside indented below it. */
function keyLines(node: SchemaNode, depth: number): string[] {
  const indent = '  '.repeat(depth);
  return formsOf(node).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([key, value]) => {
      // Words of a map, as `resnet` in `{resnet, depth: 20}`, are told of elsewhere.
      if (value.type === 'null') return [];
      const needed = required.includes(key) ? ' (needed)' : '';
      const text = describeSchema(value).replace(/\s+/g, ' ');
      return [`${indent}- \`${key}\`${needed}: ${text}`, ...keyLines(inside(value), depth + 1)];
    }),
  );
}

/** What stands in a value: its own keys, or those of the items of a list. */
function inside(node: SchemaNode): SchemaNode {
  return { anyOf: formsOf(node).flatMap(f => [f, ...(f.items ? formsOf(f.items) : [])]) };
}
