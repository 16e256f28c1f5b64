/** A process that keeps its debugger shut and waits for a signal of a test: `node shutProgram.js MODE MILLISECONDS`. */
import inspector from 'node:inspector';
import { keepDebuggerShut, onStopSignal } from '../../src/system/index.ts';

const mode = process.argv[2] ?? '';
const patienceMs = Number(process.argv[3]);
if (mode === 'opened before') {
  process.on('SIGUSR1', () => end('now'));
  inspector.open(0, '127.0.0.1');
  const before = inspector.url() === undefined ? 'shut' : 'open';
  keepDebuggerShut();
  const after = inspector.url() === undefined ? 'shut' : 'open';
  console.log(`before: ${before}, after: ${after}`);
} else keepDebuggerShut();

const timer = setTimeout(() => end('nothing'), patienceMs);
if (mode === 'listen') onStopSignal(signal => end(signal));
console.log('ready');

function end(what: string): void {
  clearTimeout(timer);
  console.log(`heard ${what}, debugger ${inspector.url()}`);
}
