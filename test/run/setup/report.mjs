// Runs the steps of a script one after another, says what it does, and counts the outcomes.
import { performance } from 'node:perf_hooks';

/** A step throws this when the machine lacks something that the rest can do without. */
export class Skip extends Error {}

export function createReport(print = text => process.stdout.write(`${text}\n`)) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const [failed, skipped] = [[], []];
  return {
    counts,
    print,
    /** Runs one step; true if it passed. A failure is reported and counted, not thrown. */
    async step(name, run) {
      const started = performance.now();
      print(`> ${name}`);
      const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
      try {
        const detail = await run();
        print(`  ok (${seconds()})${typeof detail === 'string' ? `: ${detail}` : ''}`);
        counts.passed++;
        return true;
      } catch (error) {
        const skip = error instanceof Skip;
        print(`  ${skip ? 'skipped' : 'FAILED'} (${seconds()}): ${error?.message ?? error}`);
        if (skip) this.skip(name, error.message);
        else this.fail(name, error?.message ?? error);
        return false;
      }
    },
    fail(name, reason) {
      counts.failed++;
      failed.push(`${name}: ${reason}`);
    },
    skip(name, reason) {
      counts.skipped++;
      skipped.push(reason ? `${name}: ${reason}` : name);
    },
    /** Lists what was skipped or failed and prints the closing line. */
    close() {
      for (const [title, lines] of [
        ['Skipped', skipped],
        ['Failed', failed],
      ]) {
        if (lines.length > 0) print(`\n${title}:`);
        for (const line of lines) print(`  ${String(line).split('\n')[0]}`);
      }
      print(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
      return counts.failed === 0 ? 0 : 1;
    },
  };
}
