import type { Io } from '../io.ts';
import { barDisplay } from './barDisplay.ts';
import type { Display } from './events.ts';
import { jsonDisplay } from './jsonDisplay.ts';
import { lineDisplay } from './lineDisplay.ts';

export function chooseDisplay(json: boolean, io: Io): Display {
  if (json) return jsonDisplay(io);
  return io.stdout.isTTY === true && canMove(io.env['TERM']) ? barDisplay(io) : lineDisplay(io);
}

/**
 * A terminal that is `dumb` (editors, serial lines) prints the sequences that move its cursor; one that
 * has no name, as under cron, is none that is known to obey them. Windows names none.
 */
function canMove(terminal: string | undefined): boolean {
  const isNamed = terminal !== undefined && terminal !== '' && terminal !== 'unknown';
  return terminal !== 'dumb' && (isNamed || process.platform === 'win32');
}
