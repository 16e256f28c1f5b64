import { benchCharts } from './webview.ts';

const measured = await benchCharts();
if (measured.length === 0) console.log('No browser: the charts are not measured.');
for (const { what, samples, budget } of measured) {
  const sorted = [...samples].sort((a, b) => a - b);
  const [middle, worst] = [sorted[sorted.length >> 1] ?? NaN, sorted.at(-1) ?? NaN];
  console.log(
    `${what}: ${middle.toFixed(0)} ms, at worst ${worst.toFixed(0)} ms (budget ${budget} ms)`,
  );
}
