import type { Io } from '../io.ts';
import { barDisplay } from './barDisplay.ts';
import type { Display } from './events.ts';
import { jsonDisplay } from './jsonDisplay.ts';
import { lineDisplay } from './lineDisplay.ts';

export function chooseDisplay(json: boolean, io: Io): Display {
  if (json) return jsonDisplay(io);
  // A terminal that is `dumb` (editors, serial lines) prints the sequences that move its cursor.
  const canMove = io.stdout.isTTY === true && io.env['TERM'] !== 'dumb';
  return canMove ? barDisplay(io) : lineDisplay(io);
}
