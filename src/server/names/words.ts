import {
  blockPresets,
  depthRule,
  initialisations,
  knownDataSets,
  layers,
  presets,
  type SchemaNode,
} from '../../language/index.ts';
import { flowText, formatCount, variantLabel } from '../../base/index.ts';
import { formatNetwork } from '../../network/index.ts';
import { code } from '../markdown.ts';
import type { State } from '../state.ts';

/** A word that may be written somewhere, with what it means. */
export interface Word {
  readonly word: string;
  /** In Markdown. */
  readonly doc: string;
  /** A few words beside it. */
  readonly detail?: string;
}

/** At most this many runs of the store are offered, the newest first. */
const mostRuns = 20;

/** The words that a value may be because of its `names`. */
export function namedWords(names: NonNullable<SchemaNode['names']>, state: State): readonly Word[] {
  switch (names) {
    case 'network':
      return networks(state);
    case 'run':
      return [...trainings(state), ...runs(state)];
    case 'data-set':
      return [...knownDataSets.values()].map(set => ({
        word: set.name,
        detail: set.title,
        doc: `${set.title}: images of ${set.shape.join('×')}, ${set.classes} classes, ${formatCount(set.train)} training and ${formatCount(set.test)} test examples.`,
      }));
    case 'layer':
      return [...layers.values()].flatMap(({ forms, doc }) => forms.map(word => ({ word, doc })));
    case 'block':
      return [...blockPresets.values()].map(({ name, doc }) => ({ word: name, doc }));
    case 'preset':
      return [...presets.values()].map(p => ({
        word: p.preset,
        detail: `depth ${depthRule(p)}`,
        doc: `${p.doc}\n\nDepth: ${depthRule(p)}, default ${p.defaults.depth}. Width: ${p.widthDoc}, default ${p.defaults.width}.`,
      }));
    case 'initialisation':
      return initialisations;
  }
}

function networks(state: State): Word[] {
  return state.notebook.cells
    .filter(c => c.kind === 'network' && c.name !== '')
    .map(cell => {
      const summary = state.summary(cell);
      const detail = summary === null ? '' : formatNetwork(summary);
      return {
        word: flowText(cell.name),
        doc: `The network ${code(cell.name)}. ${detail}`,
        detail,
      };
    });
}

function trainings(state: State): Word[] {
  return state.notebook.cells
    .filter(c => c.kind === 'train' && c.name !== '')
    .map(cell => ({ word: flowText(cell.name), doc: `The train cell ${code(cell.name)}.` }));
}

function runs({ runs }: State): Word[] {
  return runs
    .filter(r => r.kind === 'train')
    .slice(-mostRuns)
    .reverse()
    .map(r => ({
      word: r.id,
      detail: r.state,
      doc: `A run of ${code(r.cell)}, ${code(variantLabel(r.variant))}.`,
    }));
}
