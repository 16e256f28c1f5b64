import { knownDataSets } from '../../language/index.ts';
import type { Host } from '../host.ts';
import { readSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';
import { describeDataLine } from './describeDataLine.ts';
import { runEngineTask } from './engineTask.ts';
import { choose, inform } from '../say.ts';

/** Downloads a data set, of this name or one to choose, to where runs look for it. */
export async function getDataSet(host: Host, wanted?: unknown): Promise<void> {
  // It becomes a word of a command line.
  const isName = typeof wanted === 'string' && /^\w[\w-]*$/.test(wanted);
  const name = isName ? wanted : await pickDataSet();
  if (name === undefined || !(await requireTrust('Getting a data set'))) return;
  const { dataFolder } = readSettings();
  const last = await runEngineTask(host, {
    args: ['data', 'get', name, '--json', ...(dataFolder === null ? [] : ['--data', dataFolder])],
    title: `Getting ${name}`,
    failure: `The data set ${name} could not be fetched.`,
    describe: describeDataLine,
  });
  if (last !== undefined) void inform(`The data set ${name} is here. ${last}`);
}

/** Those that have to be fetched. */
async function pickDataSet(): Promise<string | undefined> {
  const sets = [...knownDataSets.values()].filter(({ name }) => name !== 'mnist-sample');
  const items = sets.map(({ name, title, shape, classes }) => ({
    label: name,
    description: `${title}: ${shape.join(' × ')}, ${classes} classes`,
  }));
  const placeHolder = 'Which data set is to be downloaded from its home page?';
  return (await choose(items, { placeHolder }))?.label;
}
