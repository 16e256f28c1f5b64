import type { RunView } from '../../../protocol/index.ts';
import { stateWord } from '../words.ts';

/**
 * True where a run has every word of the filter in its name, notebook, kind, seed, tags or state.
 * `tag:best` looks in tags only, `is:failed` in the state only, `seed 3` finds that seed. Case does not matter.
 */
export function matches(run: RunView, filter: string): boolean {
  return wordsOf(filter).every(word => {
    const [, seed] = /^seed\s+(\d+)$/.exec(word) ?? [];
    if (seed !== undefined) return run.seed === Number(seed);
    const [, where, rest = ''] = /^(tag|is):(.+)$/.exec(word) ?? [];
    if (where === 'tag') return run.tags.some(tag => fold(tag).includes(rest));
    if (where === 'is') return stateTexts(run).some(text => text.startsWith(rest));
    // Short words are found in any id.
    const texts = word.length < 6 ? textsOf(run) : [...textsOf(run), run.id];
    return texts.some(text => fold(text).includes(word));
  });
}

/** A seed and its number are one word: a digit alone is in the name of many a folder. */
function wordsOf(filter: string): string[] {
  return fold(filter).match(/(?<!\S)seed\s+\d+(?!\S)|\S+/g) ?? [];
}

function stateTexts(run: RunView): string[] {
  return [run.life.state, stateWord(run)];
}

function textsOf(run: RunView): string[] {
  const seed = `seed ${run.seed}`;
  const folder = run.notebookFolder?.split(/[\\/]/).at(-1) ?? '';
  return [run.cell, run.notebook ?? '', folder, run.kind, seed, ...run.tags, ...stateTexts(run)];
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
