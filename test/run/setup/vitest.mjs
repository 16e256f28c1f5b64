import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { node, root } from './process.mjs';

/** Runs all test files and adds every test, and what fails outside of tests, to the report. */
export async function runTests(report, args) {
  const file = join(root, 'out', 'vitest.json');
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const failure = await node('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...args], {
    show: true,
  }).catch(error => error);
  if (!existsSync(file)) {
    report.fail('test files', failure?.message ?? 'vitest wrote no results');
    return;
  }
  const results = JSON.parse(readFileSync(file, 'utf8'));
  addResults(report, results);
  const counted = results.numFailedTests + results.testResults.filter(isBrokenFile).length;
  if (failure && counted === 0)
    report.fail('test files', 'vitest reports an error outside of a test; see above');
}

/** Counts tests one by one; a file that breaks before its tests is one failure. */
export function addResults({ counts, skip, fail }, results) {
  for (const suite of results.testResults) {
    const file = relative(root, suite.name);
    if (isBrokenFile(suite)) fail(file, suite.message);
    for (const { status, fullName } of suite.assertionResults) {
      if (status === 'passed') counts.passed++;
      else if (status === 'failed') fail(file, fullName);
      else skip(`${file}: ${fullName}`);
    }
  }
}

function isBrokenFile(suite) {
  return suite.status === 'failed' && !suite.assertionResults.some(t => t.status === 'failed');
}
