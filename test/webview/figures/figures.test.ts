import type Axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startPages, themes, twoFrames, type Pages } from '../openPage.ts';
import { blobs, vectorOf } from './pixels.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noBrowser !== undefined)('a figure on the page', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages('figures/page.ts', 'figures');
  });
  afterAll(() => pages.close());

  async function using(view: string, use: (page: Page) => Promise<void>, options = {}) {
    const before = pages.errors.length;
    const page = await pages.open(view, { width: 700, ...options });
    try {
      await use(page);
    } finally {
      await page.context().close();
    }
    expect(pages.errors.slice(before)).toEqual([]);
  }

  const plotOf = (page: Page, nth = 0) => page.locator('reslab-figure .plot').nth(nth);
  const readout = async (page: Page, nth = 0) =>
    (await page.locator('reslab-figure .readout').nth(nth).innerText()).trim();

  it.each([1, 2])('has its points where SVG has them, at %s pixels per pixel', scale =>
    using(
      'points',
      async page => {
        const svg = vectorOf(await svgText(page));
        const onPage = await blobs(page, 'run', 8);
        expect(svg.rects).toHaveLength(5);
        expect(onPage).toHaveLength(5);
        onPage.forEach(([x, y], i) => {
          expect(Math.abs(x - (svg.rects[i]?.[0] ?? NaN))).toBeLessThan(0.5);
          expect(Math.abs(y - (svg.rects[i]?.[1] ?? NaN))).toBeLessThan(0.5);
        });
      },
      { scale },
    ),
  );

  it('has its values where they belong, by hand', () =>
    using('points', async page => {
      const width = await plotOf(page).evaluate(plot => plot.clientWidth);
      const [[x, y] = [NaN, NaN]] = await blobs(page, 'run', 8);
      // 10 of 60 between an axis of 52 and a padding of 10; 2 of 10 between 6 and 150 - 22.
      expect(Math.abs(x - (52 + (width - 62) / 6))).toBeLessThan(0.5);
      expect(Math.abs(y - (128 - (128 - 6) * 0.2))).toBeLessThan(0.5);
    }));

  it('has its stems where SVG has them', () =>
    using('stems', async page => {
      const svg = vectorOf(await svgText(page));
      const onPage = await blobs(page, 'run', 3);
      expect(onPage).toHaveLength(5);
      onPage.forEach(([x, y], i) => {
        const [x0, y0, , y1] = svg.segments[i] ?? [NaN, NaN, NaN, NaN];
        expect(Math.abs(x - x0)).toBeLessThan(0.5);
        expect(Math.abs(y - (y0 + y1) / 2)).toBeLessThan(0.5);
      });
    }));

  it('has each facet where SVG has it', () =>
    using('facets', async page => {
      const svg = vectorOf(await svgText(page));
      const onPage = await blobs(page, 'run', 8);
      expect(onPage).toHaveLength(5);
      onPage.forEach(([x, y], i) => {
        expect(Math.abs(x - (svg.rects[i]?.[0] ?? NaN))).toBeLessThan(0.5);
        expect(Math.abs(y - (svg.rects[i]?.[1] ?? NaN))).toBeLessThan(0.5);
      });
      expect(await page.locator('reslab-figure canvas:not(.overlay)').count()).toBe(2);
    }));

  it('shows the crosshair of its group, and says what is there', () =>
    using('line', async page => {
      const box = (await plotOf(page).boundingBox())!;
      expect(await readout(page)).toBe('');
      // From step 10 to 50.
      await page.mouse.move(box.x + 52 + (box.width - 62) * 0.27, box.y + 60);
      await twoFrames(page);
      expect(await readout(page)).toBe('step 20 7.00');
      expect(await page.evaluate(() => figurePage.group.at)).toBeCloseTo(20.8, 1);
      await page.mouse.move(0, 0);
      await twoFrames(page);
      expect(await readout(page)).toBe('');
    }));

  it('zooms by dragging and back by a double click, and y follows', () =>
    using('line', async page => {
      const box = (await plotOf(page).boundingBox())!;
      const at = (share: number) => box.x + 52 + (box.width - 62) * share;
      await page.mouse.move(at(0.25), box.y + 60);
      await page.mouse.down();
      await page.mouse.move(at(0.75), box.y + 60, { steps: 3 });
      await page.mouse.up();
      const range = () => page.evaluate(() => figurePage.group.range);
      const [from = NaN, to = NaN] = (await range()) ?? [];
      expect(from).toBeCloseTo(20, 0);
      expect(to).toBeCloseTo(40, 0);
      await twoFrames(page);
      expect(await page.locator('[title^="Reset zoom"]').count()).toBe(1);
      await page.mouse.dblclick(at(0.5), box.y + 60);
      expect(await range()).toBeNull();
    }));

  it('is used by keys along a line', () =>
    using('line', async page => {
      await plotOf(page).focus();
      await page.keyboard.press('Home');
      expect(await readout(page)).toBe('step 10 2.00');
      await page.keyboard.press('ArrowRight');
      expect(await readout(page)).toBe('step 20 7.00');
      expect(await page.locator('[role=status]').innerText()).toContain('step 20 7.00');
      await page.keyboard.press('+');
      const range = () => page.evaluate(() => figurePage.group.range?.map(Math.round));
      expect(await range()).toEqual([15, 35]);
      await page.keyboard.press('0');
      expect(await range()).toBeUndefined();
      await page.keyboard.press('l');
      expect(await page.evaluate(() => figurePage.scales)).toEqual(['log']);
      await page.keyboard.press('Escape');
      expect(await readout(page)).toBe('');
    }));

  it('selects blocks in every figure over them, by pointer and keys', () =>
    using('stems cells', async page => {
      const box = (await plotOf(page).boundingBox())!;
      const slot = (box.width - 62) / 5;
      await page.mouse.click(box.x + 52 + 2.5 * slot, box.y + 60);
      const selected = () => page.evaluate(() => figurePage.selection.selected?.name);
      expect(await selected()).toBe('2.1');
      expect(await readout(page)).toBe('2.1 4.00');
      await plotOf(page, 1).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      expect(await selected()).toBe('2.2');
      expect(await readout(page)).toBe('2.2 9.00');
      // A click on cells over steps tells the step, too.
      const cells = (await plotOf(page, 1).boundingBox())!;
      await page.mouse.click(cells.x + 52 + 0.5 * slot, cells.y + 6 + 0.75 * 122);
      expect(await selected()).toBe('1.1');
      expect(await page.evaluate(() => figurePage.steps)).toEqual([30]);
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => figurePage.selection.selected)).toBeNull();
    }));

  it('tells points and boxes one by one', () =>
    using('points boxes', async page => {
      await plotOf(page).focus();
      await page.keyboard.press('End');
      expect(await readout(page)).toBe('τ 50.0 1.00');
      await page.keyboard.press('ArrowLeft');
      expect(await readout(page)).toBe('τ 40.0 9.00');
      await plotOf(page, 1).focus();
      await page.keyboard.press('End');
      expect(await readout(page, 1)).toBe('median of 10 7.00');
      const box = (await plotOf(page, 1).boundingBox())!;
      // Two places with 0.6 beside the outer ones: the first is at 0.6 of 2.2.
      await page.mouse.move(box.x + 52 + ((box.width - 62) * 0.6) / 2.2, box.y + 60);
      await twoFrames(page);
      expect(await readout(page, 1)).toBe('median of 1 2.00');
    }));

  it('is there as a table and as files of three kinds, and on the clipboard', () =>
    using('points', async page => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await plotOf(page).focus();
      await page.keyboard.press('t');
      await twoFrames(page);
      expect(await page.locator('tbody tr').allInnerTexts()).toHaveLength(5);
      await page.keyboard.press('t');
      await twoFrames(page);
      for (const key of ['e', 'Shift+E', 'v']) await page.keyboard.press(key);
      await page.waitForFunction(() => figurePage.exported.length === 3);
      const files = await page.evaluate(() =>
        figurePage.exported
          .map(({ name, content }) => [name, [...content.slice(0, 4)].join('')])
          .sort(),
      );
      expect(files).toEqual([
        ['The points.csv', 'τ,va'],
        ['The points.png', '137807871'],
        ['The points.svg', '<svg'],
      ]);
      await page.keyboard.press('c');
      const types = () =>
        page.evaluate(async () => (await navigator.clipboard.read()).flatMap(item => item.types));
      await page.waitForFunction(() =>
        document.querySelector('[role=status]')?.textContent?.includes('PNG'),
      );
      expect(await types()).toEqual(['image/png']);
      await page.keyboard.press('Shift+C');
      await page.waitForFunction(() =>
        document.querySelector('[role=status]')?.textContent?.includes('SVG'),
      );
      const text = await page.evaluate(() => navigator.clipboard.readText());
      expect(text).toContain('<title>The points</title>');
    }));

  it('offers a file where the clipboard takes nothing', () =>
    using('points', async page => {
      await page.evaluate(() => {
        navigator.clipboard.write = () => Promise.reject(new Error('refused'));
      });
      await plotOf(page).focus();
      await page.keyboard.press('Shift+C');
      await page.waitForFunction(() => figurePage.exported.length === 1);
      const name = await page.evaluate(() => figurePage.exported[0]?.name);
      expect(name).toBe('The points.svg');
    }));

  it('lets the editor copy SVG where the page may not', () =>
    using('points', async page => {
      await page.evaluate(() => {
        figurePage.setHost();
        navigator.clipboard.write = () => Promise.reject(new Error('refused'));
      });
      await plotOf(page).focus();
      await page.keyboard.press('Shift+C');
      await page.waitForFunction(() => figurePage.copied.length === 1);
      expect(await page.evaluate(() => figurePage.copied[0]?.slice(0, 4))).toBe('<svg');
      expect(await page.evaluate(() => figurePage.exported)).toEqual([]);
    }));

  it('has a menu of all that can be copied and exported', () =>
    using('line', async page => {
      await page.hover('reslab-figure .fig');
      await page.click('[title="Copy or export"]');
      expect(
        await page.locator('[role=menuitem] span:not(.hint):not(.codicon)').allInnerTexts(),
      ).toEqual(['Copy as PNG', 'Copy as SVG', 'Export PNG', 'Export SVG', 'Export CSV']);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      const [file] = await page.evaluate(() => figurePage.exported);
      expect(file).toEqual({
        name: 'The line.csv',
        content: 'step,a run\n10,2\n20,7\n30,4\n40,9\n50,1\n',
      });
    }));

  it.each(themes)('is accessible in %s', theme =>
    using(
      'points line stems cells facets boxes',
      async page => {
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { run } = (globalThis as unknown as { axe: typeof Axe }).axe;
          const { violations } = await run(document, {
            rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false } },
          });
          return violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`);
        });
        expect(found).toEqual([]);
      },
      { theme },
    ),
  );
});

async function svgText(page: Page): Promise<string> {
  await page.locator('reslab-figure .plot').first().focus();
  await page.keyboard.press('v');
  const text = await page.evaluate(() => figurePage.exported.at(-1)?.content);
  if (typeof text !== 'string') throw new Error('no SVG was exported');
  return text;
}
