import { hasValue, variantLabel } from '../../../base/index.ts';
import { stateWord } from '../../../record/index.ts';
import type { RunView } from '../../../protocol/index.ts';

/**
 * True where a run has every word of the filter in its name, notebook, kind, variant, tags or state.
 * `tag:best` looks in tags only, `is:failed` in the state only; `seed 3` and `rate.cosine=[0.1, 0]` find what was
 * set of the recipe to exactly that. Case does not matter.
 */
export function matches(run: RunView, filter: string): boolean {
  return wordsOf(filter).every(word => {
    const [, key, value] = /^(seed)\s+(\d+)$/.exec(word) ?? /^([^=]+)=(.+)$/s.exec(word) ?? [];
    if (key !== undefined && value !== undefined) return hasValue(run.variant, key, value);
    const [, where, rest = ''] = /^(tag|is):(.+)$/.exec(word) ?? [];
    if (where === 'tag') return run.tags.some(tag => fold(tag).includes(rest));
    if (where === 'is') return stateTexts(run).some(text => text.startsWith(rest));
    // Short words are found in any id.
    const texts = word.length < 6 ? textsOf(run) : [...textsOf(run), run.id];
    return texts.some(text => fold(text).includes(word));
  });
}

/**
 * A seed and its number are one word: a digit alone is in the name of many a folder. So are a key and its
 * value, which may have white space in brackets or quotes.
 */
function wordsOf(filter: string): string[] {
  return fold(filter).match(words) ?? [];
}

const words =
  /(?<!\S)seed\s+\d+(?!\S)|(?<!\S)[\p{L}\p{N}_.-]+=(?:\[.*?\](?!\S)|\{.*?\}(?!\S)|"[^"]*"|\S+)|\S+/gsu;

function stateTexts(run: RunView): string[] {
  return [run.life.state, stateWord(run)];
}

function textsOf(run: RunView): string[] {
  const folder = run.notebookFolder?.split(/[\\/]/).at(-1) ?? '';
  return [
    run.cell,
    run.notebook ?? '',
    folder,
    run.kind,
    variantLabel(run.variant),
    ...run.tags,
    ...stateTexts(run),
  ];
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
