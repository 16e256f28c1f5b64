import { stateWord } from '../../../record/index.ts';
import {
  formatClock,
  formatCount,
  formatDuration,
  formatShare,
  oneLine,
  seedKey,
  variantLabel,
  withoutKey,
} from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';

/** What the tooltip of a run says: a heading, and facts by name. Plain text, not yet Markdown. */
export function tooltipFacts(run: RunView, folder: string | null): [string, string][] {
  const { life } = run;
  const facts: [string, string | null][] = [
    ['state', `${stateWord(run)}${'message' in life ? `: ${life.message}` : ''}`],
    ['problem', 'problem' in life ? (life.problem ?? null) : null],
    ['what to do', 'advice' in life ? life.advice : null],
    ['test accuracy', run.accuracy === null ? null : formatShare(run.accuracy)],
    ['step', run.steps > 0 ? `${formatCount(run.step)} of ${formatCount(run.steps)}` : null],
    ['seed', String(run.variant.seed)],
    ['set for it', variantLabel(withoutKey(run.variant, seedKey)) || null],
    ['began', `${formatClock(run.created)}, ran for ${formatDuration(run.secondsElapsed)}`],
    ['notebook', run.notebook],
    ['in', run.notebookFolder],
    ['kind', run.kind === 'train' ? null : run.kind],
    ['computes on', run.device || null],
    ['engine', run.engine && `${run.engine.name} (${run.engine.reason})`],
    ['parts', run.parts.length > 1 ? `${run.parts.length}, resumed or forked` : null],
    ['tags', run.tags.join(', ') || null],
    ['note', run.note || null],
    ['folder', folder],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, oneLine(value)]]));
}

/**
 * Facts as a Markdown list in which nothing that comes from disk is Markdown: every sign that could
 * mean something is written as a character reference, and long texts are cut.
 */
export function tooltipMarkdown(heading: string, facts: readonly (readonly [string, string])[]) {
  const lines = facts.map(([name, value]) => `- ${name}: ${literal(value)}`);
  return [`**${literal(heading)}**`, '', ...lines].join('\n');
}

const longest = 300;

function literal(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(/[^\p{L}\p{N} ,…·]/gu, c => `&#${c.codePointAt(0)};`);
}
