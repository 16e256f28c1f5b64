// `npm run storm`: looks for memory that JavaScript and TensorFlow's threads fight over. Starts many
// processes, one after the other, each of which does nothing but what is most dangerous
// (test/storm/worker.ts), and counts how they end. The exit code is 1 unless all end well.
//
//   npm run storm -- [--processes 40] [--variables 300] [--threads 8] [--rounds 80] [--node PATH]...
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup/process.mjs';
import { bundlePrograms } from './setup/project.mjs';

const OUT = 'out/storm';

async function main() {
  const { values } = parseArgs({
    options: {
      processes: { type: 'string', default: '40' },
      variables: { type: 'string', default: '300' },
      threads: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '80' },
      node: { type: 'string', multiple: true, default: [process.execPath] },
    },
  });
  await bundlePrograms(['test/storm/worker.ts'], OUT);
  let failed = 0;
  for (const node of values.node) {
    const endings = new Map();
    for (let i = 0; i < Number(values.processes); i++) {
      const { ending, text } = await storm(node, values);
      if (ending !== 'well' && !endings.has(ending)) console.log(text);
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
    }
    failed += Number(values.processes) - (endings.get('well') ?? 0);
    const counts = [...endings].map(([ending, count]) => `${count} ended ${ending}`);
    console.log(`${node}: ${counts.join(', ')}`);
  }
  return failed === 0 ? 0 : 1;
}

/** One process: how it ended, and the end of what it printed. */
function storm(node, { variables, rounds, threads }) {
  const env = {
    ...process.env,
    // Blocks of 16 MB are mapped, so that views into them are where TensorFlow can use them.
    MALLOC_MMAP_THRESHOLD_: '4000000',
    TF_CPP_MIN_LOG_LEVEL: '2',
  };
  const args = [join(root, OUT, 'worker.js'), variables, rounds, threads];
  const child = spawn(node, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let [out, text] = ['', ''];
  child.stdout.on('data', chunk => (out += chunk));
  child.stderr.on('data', chunk => (text = (text + chunk).slice(-2000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ ending: endingOf(code, signal, out), text }));
  });
}

function endingOf(code, signal, out) {
  if (signal !== null) return `by ${signal}`;
  if (code !== 0) return `with exit code ${code}`;
  const { wrong } = JSON.parse(out.trim().split('\n').at(-1));
  return wrong === 0 ? 'well' : 'with wrong values';
}

process.exitCode = await main();
