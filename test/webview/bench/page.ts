import '../../../webview/base/styles/base.css';
import { tableOf, type Figure } from '../../../src/figures/index.ts';
import '../../../webview/notebook/results/index.ts';
import { PanelGroup } from '../../../webview/figures/group.ts';
import { FakeSource } from '../harness/fakeSource.ts';
import { fiftyRuns, resultViews, showCell } from '../harness/results.ts';
import { runView } from '../harness/states.ts';

const root = document.querySelector('main');
if (root === null) throw new Error('the page has no main');

/** Milliseconds from a change to the end of the frame that shows it; the wait for the frame counts. */
async function toPixels(change: () => unknown): Promise<number> {
  await frame();
  const start = performance.now();
  await change();
  await frame();
  // Plots draw in the frame after the elements' own update; timers come behind drawing.
  await frame();
  await new Promise(done => setTimeout(done));
  return performance.now() - start;
}

const frame = () => new Promise(done => requestAnimationFrame(done));

async function repeated(times: number, change: (i: number) => unknown): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < times; i++) samples.push(await toPixels(() => change(i)));
  return samples;
}

/** A figure with a line of so many points, straight from its table. */
async function points(count: number): Promise<number[]> {
  root!.replaceChildren();
  const x = Float64Array.from({ length: count }, (_, i) => i);
  const y = x.map(v => Math.sin(v / (count / 20)) + ((v * 7919) % 1000) / 2000);
  const figure = (end: number): Figure => ({
    ...{ id: 'points', title: 'points', unit: '', label: 'points', height: 150, group: null },
    x: { title: 'step', scale: 'time', format: 'step', domain: [0, end] },
    y: { title: 'y', scale: 'linear', format: 'value', domain: [-2, 2] },
    series: [{ id: 'a', label: 'a', slot: 0, look: 'raw', legend: null }],
    marks: [{ mark: 'line', data: 'a', series: 'a', x: 'x', y: 'y' }],
    shown: { x: 'step', lines: [{ data: 'a', x: 'x', y: 'y', head: 'a' }] },
  });
  const element = document.createElement('reslab-figure');
  element.tables = { a: tableOf({ x, y }) };
  element.figure = figure(count);
  element.group = new PanelGroup();
  root!.append(element);
  await frame();
  await frame();
  return repeated(9, i => (element.figure = figure(count - i - 1)));
}

const groupOf = () => document.querySelector('reslab-figure')?.group;

/** Dragging a range of a training with all its lines: own drawing and the fake host's answer. */
async function zoom(): Promise<number[]> {
  root!.replaceChildren();
  resultViews['train']?.(root!, new FakeSource());
  await frame();
  await frame();
  return repeated(9, i => groupOf()?.zoom([i * 5, 200 + i * 5]));
}

/** Fifty runs over each other: a new record of one of them, then the crosshair. */
async function fifty(): Promise<{ record: number[]; hover: number[] }> {
  root!.replaceChildren();
  const source = new FakeSource();
  showCell(root!, source, { kind: 'compare', name: 'fifty', studied: fiftyRuns() });
  await frame();
  await frame();
  const record = await repeated(7, i => source.advance('plain#0', 300 + i));
  const hover = await repeated(9, i => groupOf()?.point(100 + i * 10));
  return { record, hover };
}

/** Norms of 501 blocks: another recorded step in all panels and heat maps. */
async function blocks(): Promise<number[]> {
  root!.replaceChildren();
  const source = new FakeSource();
  showCell(root!, source, { kind: 'norms', name: 'deep', studied: [runView('r1004', 0)] });
  await frame();
  await frame();
  const stepper = () => document.querySelector('reslab-stepper');
  return repeated(9, () => stepper()?.move(-1));
}

Object.assign(globalThis, { bench: { points, zoom, fifty, blocks } });

declare global {
  var bench: {
    points: typeof points;
    zoom: typeof zoom;
    fifty: typeof fifty;
    blocks: typeof blocks;
  };
}
