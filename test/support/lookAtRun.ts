/** Prints how a run stands for whoever runs this: `node lookAtRun.js FOLDER`. */
import { readRun } from '../../src/store/index.ts';

const { life, why, isCertain } = readRun(process.argv[2] ?? '');
process.stdout.write(JSON.stringify({ life, why, isCertain }));
