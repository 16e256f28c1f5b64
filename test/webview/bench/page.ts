import '../../../webview/base/styles/base.css';
import '../../../webview/notebook/results/index.ts';
import type { CurvesElement } from '../../../webview/charts/curves/panel.ts';
import type { CurvesModel } from '../../../webview/charts/curves/model.ts';
import { PanelGroup } from '../../../webview/figures/group.ts';
import { FakeSource } from '../harness/fakeSource.ts';
import { resultContext, runView } from '../harness/states.ts';
import { views } from '../harness/views.ts';

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

/** A panel with a line of so many points, straight from its array. */
async function points(count: number): Promise<number[]> {
  root!.replaceChildren();
  const x = Float64Array.from({ length: count }, (_, i) => i);
  const y = x.map(v => Math.sin(v / (count / 20)) + ((v * 7919) % 1000) / 2000);
  const model = (max: number): CurvesModel => ({
    axes: { x: { min: 0, max }, y: { min: -2, max: 2 } },
    series: [{ id: 'a', label: 'a', slot: 0, kind: 'raw', line: { x, y, thinned: false } }],
    bands: [],
    events: [],
    failures: [],
    references: [],
  });
  const element: CurvesElement = document.createElement('reslab-curves');
  element.model = model(count);
  element.group = new PanelGroup();
  root!.append(element);
  await frame();
  await frame();
  return repeated(9, i => (element.model = model(count - i - 1)));
}

/** Dragging a range of a training with all its lines: own drawing and the fake host's answer. */
async function zoom(): Promise<number[]> {
  root!.replaceChildren();
  views['train']?.(root!, new FakeSource());
  await frame();
  await frame();
  const group = document.querySelector('reslab-curves')?.group;
  return repeated(9, i => group?.zoom([i * 5, 200 + i * 5]));
}

/** Fifty runs over each other: a new record of one of them, then the crosshair. */
async function fifty(): Promise<{ record: number[]; hover: number[] }> {
  root!.replaceChildren();
  const source = new FakeSource();
  const ids = Array.from({ length: 50 }, (_, i) => `${i % 2 === 0 ? 'plain' : 'deep'}#${i}`);
  const element = document.createElement('reslab-comparison');
  const { selection, exportFile } = resultContext(source, 'train', 'x');
  const runs = ids.map((id, i) => runView(id, i, { variant: { seed: i } }));
  element.context = { source, selection, exportFile, runs };
  root!.append(element);
  await frame();
  await frame();
  const record = await repeated(7, i => source.advance('plain#0', 300 + i));
  const group = document.querySelector('reslab-curves')?.group;
  const hover = await repeated(9, i => group?.point(100 + i * 10));
  return { record, hover };
}

Object.assign(globalThis, { bench: { points, zoom, fifty } });

declare global {
  var bench: { points: typeof points; zoom: typeof zoom; fifty: typeof fifty };
}
