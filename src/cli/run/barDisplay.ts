import cliProgress from 'cli-progress';
import { printable } from '../../base/index.ts';
import { printLine, type Io } from '../io.ts';
import { endingText } from './endingText.ts';
import { happeningText } from './happeningText.ts';
import type { Display, Progress } from './events.ts';
import {
  engineText,
  evaluationText,
  problemText,
  progressFacts,
  startText,
} from './lineDisplay.ts';

/** A progress bar on a terminal; evaluations and remarks scroll away above it. */
export function barDisplay(io: Io): Display {
  let bar: cliProgress.SingleBar | undefined;
  let last: Progress | undefined;
  let engine = '';

  const hide = () => {
    bar?.stop();
    bar = undefined;
  };
  const draw = () => {
    if (last === undefined) return;
    if (bar === undefined) {
      bar = newBar(io);
      bar.start(Math.max(1, last.steps), last.step, payload(last));
    } else {
      bar.setTotal(Math.max(1, last.steps));
      bar.update(last.step, payload(last));
    }
  };
  const above = (text: string) => {
    hide();
    printLine(io.stdout, text);
    draw();
  };

  return {
    event(run, event) {
      switch (event.event) {
        case 'start':
          last = undefined;
          above(startText(run));
          break;
        case 'engine':
          if (engineText(event) !== engine) above(`  ${engineText(event)}`);
          engine = engineText(event);
          break;
        case 'evaluation':
          above(`  ${evaluationText(event)}`);
          break;
        case 'happening': {
          const happening = happeningText(event.row);
          if (happening !== null) above(`  ${happening}`);
          break;
        }
        case 'progress':
          last = event;
          draw();
          break;
        case 'problem':
          above(problemText(run, event.message));
          break;
        case 'result':
          break;
      }
    },
    ended(run) {
      hide();
      last = undefined;
      printLine(io.stdout, endingText(run));
    },
    note: above,
    text(lines) {
      for (const line of lines) above(line);
    },
    close: hide,
  };
}

function newBar(io: Io): cliProgress.SingleBar {
  return new cliProgress.SingleBar({
    stream: io.stdout,
    format: '  {bar} {value}/{total}  {facts}',
    barsize: 20,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
    // Ctrl-C is ours: it asks the run to stop instead of ending this process.
    gracefulExit: false,
  });
}

function payload(progress: Progress): { facts: string } {
  const phase = progress.phase === 'training' ? [] : [progress.phase];
  return { facts: printable([...phase, ...progressFacts(progress)].join('  ')) };
}
