import { formatShare, oneLine } from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';
import { standingWords } from '../../../record/index.ts';

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

/** The icon says that it finished. */
function standing(run: RunView): string[] {
  const { main, rest } = standingWords(run);
  if (run.life.state === 'finished') return [...rest];
  return 'message' in run.life ? [[main, ...rest].join(': ')] : [main, ...rest];
}
