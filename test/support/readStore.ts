/** Reads a store in all the ways of the editor, again and again for a second: `node readStore.js STORE`. */
import path from 'node:path';
import { createRunIndex } from '../../src/host/data/lists/runIndex.ts';
import { listRuns, watchRun } from '../../src/store/index.ts';
import { StoreReader } from '../../src/server/store/storeReader.ts';
import { pathToFileURL } from 'node:url';

const store = path.resolve(process.argv[2] ?? '');

async function main(): Promise<void> {
  const { runs } = await listRuns(store);
  const index = createRunIndex({ stores: () => [store], intervalMs: 50 });
  const held = index.hold();
  const watches = runs.map(run => watchRun(run.folder, { intervalMs: 50 }, () => undefined));
  await new StoreReader().runsOf(pathToFileURL(path.join(store, '..', 'x.resnet.yaml')).href);
  await index.ready;
  await new Promise(resolve => setTimeout(resolve, 1000));
  await index.refresh();
  held.close();
  for (const watch of watches) watch.close();
  process.stdout.write(JSON.stringify(index.runs.map(({ run }) => [run.life, run.isCertain])));
  index.close();
}

void main();
