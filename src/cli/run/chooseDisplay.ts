import type { Io } from '../io.ts';
import { barDisplay } from './barDisplay.ts';
import type { Display } from './events.ts';
import { jsonDisplay } from './jsonDisplay.ts';
import { lineDisplay } from './lineDisplay.ts';

export function chooseDisplay(json: boolean, io: Io): Display {
  if (json) return jsonDisplay(io);
  return io.stdout.isTTY === true ? barDisplay(io) : lineDisplay(io);
}
