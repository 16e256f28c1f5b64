/** Makes a run folder in a store, prints it and ends: `node makeRun.js STORE`. */
import { createRun } from '../../src/store/index.ts';
import { someRequest } from './someRequest.ts';

void createRun(process.argv[2] ?? '', someRequest()).then(folder => process.stdout.write(folder));
