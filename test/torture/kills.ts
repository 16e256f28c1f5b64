import { setTimeout as sleep } from 'node:timers/promises';
import { checkRan, checkWayOn, checkWorld } from './invariants.ts';
import { training } from './ready.ts';
import type { Trial } from './trial.ts';
import { makeWorld, processesOf } from './world.ts';

const signals = [
  'SIGKILL',
  'SIGKILL',
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'SIGUSR1',
  'SIGUSR2',
] as const;
const operations: readonly (readonly string[])[] = [
  training,
  ['run', 'n.resnet.yaml', '--engine', 'cpu', '--cell', 'cut'],
  ['resume', 'RUN'],
  ['queue', 'add', 'n.resnet.yaml', '--engine', 'cpu'],
];
const victims = ['all', 'engine', 'engine', 'cli', 'drainer'] as const;

/** A signal to one process or all of them, at a random moment from the first millisecond on. */
export async function kills({ ready, random, tell }: Trial): Promise<void> {
  const world = makeWorld(ready);
  try {
    const operation = operations[random.below(operations.length)] ?? training;
    const signal = signals[random.below(signals.length)] ?? 'SIGKILL';
    const victim = victims[random.below(victims.length)] ?? 'all';
    const afterMs = random.below(random.below(2) === 0 ? 400 : 3000);
    const [run = ''] = world.runs();
    const args = operation.map(arg => (arg === 'RUN' ? run : arg));
    tell(`${signal} to ${victim} after ${afterMs} ms: ${args.join(' ')}`);
    const started = world.start(args);
    await sleep(afterMs);
    for (const { pid, command } of processesOf(world.folder)) {
      if (!isVictim(victim, command)) continue;
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended meanwhile.
      }
    }
    checkRan(await started.exited, true);
    await world.rest();
    await checkWorld(world);
    await checkWayOn(world);
  } finally {
    world.close();
  }
}

function isVictim(victim: (typeof victims)[number], command: string): boolean {
  if (victim === 'all') return true;
  if (victim === 'engine') return /engine\.js run/.test(command);
  const isDrainer = /queue drain/.test(command);
  return victim === 'drainer' ? isDrainer : /cli\.js/.test(command) && !isDrainer;
}
