import { formatCount, formatDuration, formatShare, variantLabel } from '../../base/index.ts';
import { printLine, type Io } from '../io.ts';
import { measuredText } from '../output/measured.ts';
import { endingText } from './endingText.ts';
import { happeningText } from './happeningText.ts';
import type { Display, EngineFacts, Evaluation, Progress, RunLabel } from './events.ts';

const linesPerEpoch = 4;

/** Plain lines for a log file or a pipe: a few per epoch, and each evaluation. */
export function lineDisplay(io: Io): Display {
  let engine = '';
  let quarter = -1;
  let phase = '';
  return {
    event(run, event) {
      switch (event.event) {
        case 'start':
          quarter = -1;
          phase = '';
          printLine(io.stdout, startText(run));
          break;
        case 'engine':
          if (engineText(event) !== engine) printLine(io.stdout, `  ${engineText(event)}`);
          engine = engineText(event);
          break;
        case 'evaluation':
          printLine(io.stdout, `  ${evaluationText(event)}`);
          break;
        case 'happening': {
          const happening = happeningText(event.row);
          if (happening !== null) printLine(io.stdout, `  ${happening}`);
          break;
        }
        case 'progress': {
          const now = Math.floor(event.epoch * linesPerEpoch);
          if (event.phase !== phase && event.phase !== 'training')
            printLine(io.stdout, `  ${event.phase}`);
          else if (event.step > 0 && now !== quarter)
            printLine(io.stdout, `  ${progressText(event)}`);
          phase = event.phase;
          quarter = now;
          break;
        }
        case 'problem':
          printLine(io.stderr, problemText(run, event.message));
          break;
        case 'result':
          break;
      }
    },
    ended(run) {
      printLine(io.stdout, endingText(run));
    },
    note(text) {
      printLine(io.stderr, text);
    },
    text(lines) {
      for (const line of lines) printLine(io.stdout, line);
    },
    close() {},
  };
}

/** `base (train), seed 1: FOLDER` */
export function startText(run: RunLabel): string {
  return `${run.cell} (${run.kind}), ${variantLabel(run.variant)}: ${run.run}`;
}

/** What hinders a run that goes on, or that nothing does any more. */
export function problemText(run: RunLabel, message: string | null): string {
  return `${run.cell}, ${variantLabel(run.variant)}: ${message ?? 'writing works again; nothing was lost.'}`;
}

export function engineText(facts: EngineFacts): string {
  return `${facts.engine} ${facts.version} on ${facts.device} (${facts.reason})`;
}

export function evaluationText(evaluation: Evaluation): string {
  const { split, epoch, step, loss, accuracy } = evaluation;
  return `epoch ${epoch.toFixed(2)}, step ${formatCount(step)}: ${split} loss ${measuredText(loss)}, accuracy ${formatShare(accuracy)}`;
}

function progressText(progress: Progress): string {
  const step = `step ${formatCount(progress.step)}/${formatCount(progress.steps)}`;
  return [step, ...progressFacts(progress)].join('  ');
}

/** What is known of a run's progress besides the step; a study has no epochs. */
export function progressFacts(progress: Progress): string[] {
  const { epoch, epochs, imagesPerSecond, loss, accuracy, secondsLeft } = progress;
  const facts: string[] = [];
  if (epochs > 0) facts.push(`epoch ${epoch.toFixed(2)}/${Number(epochs.toFixed(2))}`);
  if (loss !== null) facts.push(`loss ${measuredText(loss)}`);
  if (accuracy !== null) facts.push(`accuracy ${formatShare(accuracy)}`);
  if (imagesPerSecond !== null) facts.push(`${formatCount(imagesPerSecond)} images/s`);
  if (secondsLeft !== null) facts.push(`${formatDuration(secondsLeft)} left`);
  return facts;
}
