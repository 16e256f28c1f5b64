import { formatShare, oneLine } from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';
import { doneText, standingWords } from '../../../record/index.ts';

/** What stands behind a run's name: accuracy first, because the tree cannot align right. */
export function describe(run: RunView): string {
  const accuracy = run.accuracy === null ? [] : [formatShare(run.accuracy)];
  const kind = run.kind === 'train' ? [] : [oneLine(run.kind)];
  const tags = run.tags.map(tag => `#${oneLine(tag)}`);
  return [...kind, ...accuracy, ...standing(run), ...tags].join(' · ');
}

/** The codicon of its state, and the theme colour of that. */
export function iconOf({ life }: RunView): { readonly icon: string; readonly color?: string } {
  switch (life.state) {
    case 'queued':
      return { icon: 'clock', color: 'descriptionForeground' };
    case 'starting':
    case 'running':
      return { icon: 'sync' };
    case 'silent':
      return { icon: 'debug-disconnect', color: 'editorWarning.foreground' };
    case 'finished':
      return { icon: 'pass', color: 'notebookStatusSuccessIcon.foreground' };
    case 'stopped':
      return { icon: 'debug-stop', color: 'descriptionForeground' };
    case 'failed':
    case 'crashed':
    case 'refused':
      return { icon: 'error', color: 'editorError.foreground' };
  }
}

function standing(run: RunView): string[] {
  const { life } = run;
  const { main, rest } = standingWords(run);
  switch (life.state) {
    case 'finished':
      // The icon says that it has.
      return [...rest];
    case 'running': {
      const isTimed = life.stopping || life.secondsLeft !== null;
      return [run.step > 0 ? doneText(run) : main, ...(isTimed ? [] : ['running']), ...rest];
    }
    case 'failed':
    case 'crashed':
    case 'refused':
      return [[main, ...rest].join(': ')];
    case 'queued':
    case 'starting':
    case 'silent':
    case 'stopped':
      return [main, ...rest];
  }
}
