import type Axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startPages, themes, twoFrames, type Pages } from './openPage.ts';

if (noBrowser !== undefined) console.warn(`Tests of pages are skipped: ${noBrowser}`);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noBrowser !== undefined)('pages', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.close());

  /** Opens a view, uses it, and expects that nothing was thrown or refused in the page. */
  async function using(view: string, use: (page: Page) => Promise<void>, options = {}) {
    const before = pages.errors.length;
    const page = await pages.open(view, options);
    try {
      await use(page);
    } finally {
      await page.context().close();
    }
    expect(pages.errors.slice(before)).toEqual([]);
  }

  describe.each(themes)('in %s', theme => {
    it.each([600, 1600])('are accessible at %s pixels', width =>
      using(
        'train+train-failed+train-seeds+train-queued+train-never+compare+compare-four',
        async page => {
          // The policy of the page refuses a script element; evaluation by the browser is not bound by it.
          await page.evaluate(axe);
          const found = await page.evaluate(async () => {
            const { run } = (globalThis as unknown as { axe: typeof Axe }).axe;
            const { violations } = await run(document, {
              // The harness is no page of its own.
              rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false } },
            });
            return violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`);
          });
          expect(found).toEqual([]);
          const overflow = await page.evaluate(() => document.body.scrollWidth - innerWidth);
          expect(overflow).toBeLessThanOrEqual(0);
        },
        { theme, width },
      ),
    );
  });

  it('show values of the crosshair in the legend, and the last ones without it', () =>
    using('train', async page => {
      const test = page.locator('.series .row', { hasText: 'test, at' });
      expect(await test.innerText()).toContain('step 400');
      expect(await test.innerText()).toContain('44.8 %');
      const plot = page.locator('reslab-figure .plot').first();
      const box = await plot.boundingBox();
      // Step 100 of 600; the plot area lies between the axis of 52 and the padding of 10.
      await page.mouse.move(box!.x + 52 + (box!.width - 62) / 6, box!.y + 60);
      await twoFrames(page);
      expect(await test.innerText()).toContain('step 100');
      expect(await test.innerText()).toContain('28.3 %');
      await page.mouse.move(0, 0);
      await twoFrames(page);
      expect(await test.innerText()).toContain('step 400');
    }));

  it('ask for detail of a dragged range, and for all after a double click', () =>
    using('train', async page => {
      const box = (await page.locator('reslab-figure .plot').first().boundingBox())!;
      const at = (share: number) => box.x + 52 + (box.width - 62) * share;
      await page.mouse.move(at(0.25), box.y + 60);
      await page.mouse.down();
      await page.mouse.move(at(0.5), box.y + 60, { steps: 3 });
      await page.mouse.up();
      await twoFrames(page);
      const ranges = () =>
        page.evaluate(() =>
          harness.source.asked.flatMap(q => (q.kind === 'figures' ? [q.ranges] : [])),
        );
      const [[from, to] = [NaN, NaN]] = Object.values((await ranges()).at(-1) ?? {});
      expect(from).toBeCloseTo(150, -0.5);
      expect(to).toBeCloseTo(300, -0.5);
      await page.mouse.dblclick(at(0.5), box.y + 60);
      await twoFrames(page);
      expect((await ranges()).at(-1)).toEqual({});
    }));

  it('hide a line by its legend, and isolate it with Alt', () =>
    using('train', async page => {
      const shown = () =>
        page.evaluate(() => [
          ...new Set(
            document
              .querySelector('reslab-figure')
              ?.scene?.panels[0]?.items.filter(item => item.series !== '' && item.item === 'path')
              .map(item => item.look),
          ),
        ]);
      const row = page.locator('.series .row', { hasText: 'each batch' });
      await row.click();
      expect(await shown()).toEqual(['line', 'marked']);
      expect(await row.getAttribute('aria-pressed')).toBe('false');
      await row.click();
      await row.click({ modifiers: ['Alt'] });
      expect(await shown()).toEqual(['raw']);
      await row.click({ modifiers: ['Alt'] });
      expect(await shown()).toEqual(['raw', 'line', 'marked']);
    }));

  it('are used by keys: points, table and back, export', () =>
    using('train', async page => {
      await page.locator('reslab-figure .plot').first().focus();
      await page.keyboard.press('Home');
      await twoFrames(page);
      const readout = page.locator('reslab-figure .readout').first();
      expect((await readout.innerText()).trim()).toBe('step 0 2.32');
      expect(await page.locator('reslab-figure [role=status]').first().innerText()).toContain(
        '2.32',
      );
      await page.keyboard.press('t');
      await twoFrames(page);
      expect(await page.locator('reslab-figure tbody tr').first().innerText()).toMatch(
        /^0\s+2\.32/,
      );
      await page.keyboard.press('t');
      await twoFrames(page);
      const isBack = () => document.activeElement?.classList.contains('plot') ?? false;
      expect(await page.evaluate(isBack)).toBe(true);
      await page.keyboard.press('e');
      await page.keyboard.press('Shift+E');
      await page.waitForFunction(() => harness.exported.length === 2);
      const [csv, png] = await page.evaluate(() =>
        harness.exported.map(f => ({ name: f.name, head: [...f.content.slice(0, 4)].join() })),
      );
      expect(csv).toEqual({ name: 'base loss.csv', head: 's,t,e,p' });
      expect(png).toEqual({ name: 'base loss.png', head: '137,80,78,71' });
    }));

  it('follow a run while it goes on, and let go of it when they leave', () =>
    using('train', async page => {
      await page.evaluate(() => harness.source.advance('base', 500));
      await twoFrames(page);
      const test = page.locator('.series .row', { hasText: 'test, at' });
      expect(await test.innerText()).toContain('step 500');
      const left = await page.evaluate(() => {
        document.querySelector('.card')?.remove();
        return harness.source.subscriptions;
      });
      expect(left).toBe(0);
    }));

  it.each([600, 1600])('keep hostile text as text at %s pixels', width =>
    using(
      'train-hostile+compare-hostile',
      async page => {
        expect(await page.locator('img').count()).toBe(0);
        expect(await page.locator('body').innerText()).toContain('<img src=x onerror=');
        const overflow = await page.evaluate(() => document.body.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      },
      { width },
    ),
  );

  it('keep what was chosen when a cell leaves the screen and comes back', () =>
    using('train', async page => {
      await page.getByRole('radio', { name: 'time' }).click();
      await page.locator('.series .row', { hasText: 'each batch' }).click();
      await page.evaluate(() => {
        const old = document.querySelector('reslab-result')!;
        const fresh = document.createElement('reslab-result');
        fresh.shown = old.shown;
        old.replaceWith(fresh);
      });
      await twoFrames(page);
      const time = page.getByRole('radio', { name: 'time' });
      expect(await time.getAttribute('aria-checked')).toBe('true');
      const row = page.locator('.series .row', { hasText: 'each batch' });
      expect(await row.getAttribute('aria-pressed')).toBe('false');
      const asked = await page.evaluate(() => harness.source.asked.at(-1));
      expect(asked).toMatchObject({ kind: 'figures', axis: 'seconds' });
    }));

  it('stand still where motion is unwanted', () =>
    using(
      'train+compare',
      async page => {
        expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      },
      { reducedMotion: true },
    ));

  it('take new colours when the theme changes', () =>
    using('train', async page => {
      const pixel = () =>
        page.evaluate(() => {
          const canvas = document.querySelector('canvas')!;
          const data = canvas
            .getContext('2d')!
            .getImageData(0, 0, canvas.width, canvas.height).data;
          return data.reduce((sum, v, i) => sum + (i % 4 === 3 ? 0 : v), 0);
        });
      const before = await pixel();
      await page.evaluate(() => {
        document.documentElement.style.setProperty('--vscode-charts-foreground', 'rgb(255 0 0)');
      });
      await twoFrames(page);
      await twoFrames(page);
      expect(await pixel()).not.toBe(before);
    }));
});
