// Starts a program and ends it, with all that it started, when standard input ends: whoever holds the other end
// of that pipe is gone then, however it went. Started as the leader of a process group: `guard.mjs PROGRAM ARG...`
import { spawn } from 'node:child_process';

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('error', error => {
  console.error(error.message);
  process.exit(1);
});
child.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));

// The program gets these too, and its end is ours.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

process.stdin.on('end', endGroup).on('error', endGroup).resume();

function endGroup() {
  process.kill(-process.pid, 'SIGTERM');
  setTimeout(() => process.kill(-process.pid, 'SIGKILL'), 3000);
}
