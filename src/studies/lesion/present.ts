import { formatPlural } from '../../base/index.ts';
import {
  axisOfNames,
  BlockRow,
  nothingPresented,
  numberAt,
  type Said,
  textsOf,
} from '../../figures/index.ts';
import type { StudyPresentation, StudyRun } from '../contract/present.ts';
import type { Value } from './describe.ts';
import { costByBlock } from './present.byBlock.ts';
import { checkLesion } from './present.check.ts';
import { lesionFacts, lesionRows } from './present.facts.ts';
import { lesionFigures } from './present.figures.ts';
import { lesionTable } from './present.listed.ts';
import { chanceWarning, lesionSentence, quietText } from './present.sentence.ts';

/** What a trained network loses without blocks or in another order. */
export const presentation: StudyPresentation<Value> = {
  check: checkLesion,
  byBlock: costByBlock,

  prospect: ({ remove, swap, repeats }, blocks) => {
    const parts: string[] = [];
    const removals = remove === 'each' ? [remove] : (remove ?? []);
    if (removals.includes('each'))
      parts.push(blocks === null ? 'the removal of each block' : formatPlural(blocks, 'removal'));
    const random = removals.filter(k => k !== 'each').length * repeats;
    if (random > 0) parts.push(formatPlural(random, 'random removal'));
    if (swap !== null) parts.push(formatPlural(swap.length * repeats, 'reordering'));
    return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter(p => p !== '').join(' and ');
  },

  present: ({ runs, name }) => {
    const studies = runs.filter(run => run.results !== null && run.results.rows > 0);
    const [first] = studies;
    if (first?.results == null) {
      const reason = runs.find(run => run.reason !== null)?.reason ?? null;
      return { ...nothingPresented, sentences: reason === null ? [] : [quiet(reason)] };
    }
    // Networks of other depths have other blocks: only alike ones are taken together.
    const row = rowOf(first);
    const alike = studies.filter(study => isAlike(rowOf(study), row));
    const examples = numberAt(first.results, 'examples', 0);
    const facts = lesionFacts(
      alike.map(({ results }) => (results === null ? [] : lesionRows(results))),
      first.classes,
      Number.isFinite(examples) ? examples : 0,
    );
    const labels = alike.map(({ label }) => label);
    const drawn = lesionFigures({ facts, row, slot: first.slot, name, runs: labels });
    const { listed, table } = lesionTable(facts, row);
    const warning = chanceWarning(facts);
    const sentences: Said[] = [
      warning === null
        ? { tone: 'loud', text: lesionSentence(facts, row) }
        : { tone: 'warning', text: warning },
      quiet(quietText(facts, row?.count ?? null, studies.length - alike.length)),
    ];
    if (row === null && facts.each.length > 0)
      sentences.push(
        quiet(
          `The run ${first.of.run}, which was studied, is gone, and with it the shape of its network: its blocks are not drawn.`,
        ),
      );
    return {
      ...nothingPresented,
      figures: drawn.figures,
      tables: { ...drawn.tables, changes: table },
      listed: [listed],
      sentences: sentences.filter(({ text }) => text.some(part => part !== '')),
    };
  },
};

const quiet = (text: string): Said => ({ tone: 'quiet', text: [text] });

/** The network; where it is gone as its removed blocks are named, and null in results of versions that did not name them. */
function rowOf({ axis, results }: StudyRun): BlockRow | null {
  if (axis !== null) return new BlockRow(axis);
  const named = axisOfNames(results === null ? [] : textsOf(results, 'names'));
  return named.blocks.length > 0 ? new BlockRow(named) : null;
}

function isAlike(a: BlockRow | null, b: BlockRow | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
