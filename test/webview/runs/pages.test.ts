import type Axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startPages, themes, twoFrames, type Pages } from '../openPage.ts';

if (noBrowser !== undefined) console.warn(`Tests of pages are skipped: ${noBrowser}`);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noBrowser !== undefined)('pages of the run viewer', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.close());

  /** Opens a view, uses it, and expects that nothing was thrown or refused in the page. */
  async function using(view: string, use: (page: Page) => Promise<void>, options = {}) {
    const before = pages.errors.length;
    const page = await pages.open(view, { width: 300, ...options });
    try {
      await use(page);
    } finally {
      await page.context().close();
    }
    expect(pages.errors.slice(before)).toEqual([]);
  }

  const acted = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as { acted: unknown[] }).acted);

  describe.each(themes)('in %s', theme => {
    const rest: [string, number][] = [
      ['runs-many', 300],
      ['runs-seeds', 220],
      ['runs-hostile', 220],
      ['runs-none', 300],
    ];
    it.each([
      ['runs-four', 300],
      ['runs-one', 220],
      ['runs-compare', 600],
      // Their colours are those of the others.
      ...(theme === 'light-modern' ? rest : []),
    ] as [string, number][])('%s is accessible at %d pixels and not wider', (view, width) =>
      using(
        view,
        async page => {
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

  it('show hostile names, tags and notes as text', () =>
    using('runs-hostile', async page => {
      expect(await page.locator('main img, main script').count()).toBe(0);
      expect(await page.title()).toBe('Residual Lab');
      expect(await page.locator('.series').innerText()).toContain('<img src=x onerror=');
    }));

  it('show the last values, and those at the crosshair', () =>
    using('runs-four', async page => {
      const values = () => legendOf(page);
      expect(await values()).toEqual([
        'base, at step 400 44.8 %',
        'deep, at step 600 57.0 %',
        'plain, at step 600 44.4 %',
        'projection, at step 350 39.6 %',
      ]);
      const box = (await page.locator('reslab-figure .plot').boundingBox())!;
      // Step 100 of 600; the plot area lies between the axis of 52 and the padding of 10.
      await page.mouse.move(box.x + 52 + (box.width - 62) / 6, box.y + 60);
      await twoFrames(page);
      expect((await values())[0]).toBe('base, at step 100 28.3 %');
    }));

  it('grow with a live run', () =>
    using('runs-four', async page => {
      await page.evaluate(() => harness.source.advance('base', 500));
      await twoFrames(page);
      expect((await legendOf(page))[0]).toBe('base, at step 500 51.2 %');
    }));

  it('name each distinct value once, with the runs that have it', () =>
    using('runs-four', async page => {
      const shortcut = page.locator('.diffs tr', { hasText: 'shortcut' });
      expect(await shortcut.locator('.num').allInnerTexts()).toEqual(['pad', 'none', 'projection']);
      expect(await shortcut.locator('.sw').first().getAttribute('title')).toBe('base, deep');
      expect(await page.locator('.same').innerText()).toBe('Same in all four: steps, batch.');
    }));

  it('switch curves by keys and by the legend', () =>
    using('runs-four', async page => {
      await page.getByRole('radio', { name: 'accuracy' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await twoFrames(page);
      expect(await page.getByRole('radio', { name: 'loss' }).getAttribute('aria-checked')).toBe(
        'true',
      );
      expect(await drawnIn(page)).toEqual(['base', 'deep', 'plain', 'projection']);
      await page.locator('.series button', { hasText: 'deep' }).click({ modifiers: ['Alt'] });
      await twoFrames(page);
      expect(await drawnIn(page)).toEqual(['deep']);
    }));

  it('draw seeds of one cell as their mean, and each for itself on demand', () =>
    using('runs-seeds', async page => {
      const [mean, other] = await legendOf(page);
      // 57.0, 44.4 and 54.0 %.
      expect(mean).toContain('small, 3 seeds');
      expect(mean).toContain('51.8');
      expect(other).toBe('projection, at step 350 39.6 %');
      expect(await drawnIn(page)).toHaveLength(5);
      await page.locator('.series button', { hasText: 'small' }).click();
      await twoFrames(page);
      expect(await drawnIn(page)).toEqual(['projection']);
      await page.locator('.series button', { hasText: 'small' }).click();
      await page.getByRole('radio', { name: 'each' }).click();
      await twoFrames(page);
      expect(await legendOf(page)).toHaveLength(4);
      expect(await drawnIn(page)).toHaveLength(4);
    }));

  it('show memory and use of the GPU where they are recorded', () =>
    using('runs-four', async page => {
      const rows = await page.locator('.gpu tbody tr').allInnerTexts();
      expect(rows.map(row => row.trim().split(/\s*\t\s*/))).toEqual([['base', '12.3 GiB', '87 %']]);
    }));

  it('compare costs of removing blocks, and draw the network', () =>
    using(
      'runs-compare',
      async page => {
        expect(await page.locator('.side').innerText()).toContain(
          'Same shape: 18 blocks. The residuals of deep are 1.9 times those of base (geometric mean over blocks). ' +
            'Removing block 1.1 tells them apart most: +9.3 points in base, +26.8 in deep.',
        );
        await page.locator('reslab-diagram .plot').focus();
        await page.keyboard.press('Home');
        await page.keyboard.press('Enter');
        await twoFrames(page);
        const readouts = await page.locator('.plots .readout').allInnerTexts();
        expect(readouts.slice(-6).map(text => text.trim())).toEqual([
          ...['1.1 90.3 · 198', '1.1 2.19', '1.1 +9.3 · +26.8', '1.1 +17.5'],
          ...['1.1 1.19 · 1.84', '1.1 1.55'],
        ]);
      },
      { width: 1280 },
    ));

  it('say which runs are not compared by block', () =>
    using('runs-compare-four', async page => {
      const said = await page.locator('.side').innerText();
      expect(said.replace(/\s+/g, ' ')).toContain(
        'Not shown by block, for want of norms, of like stages or of room: plain, projection. ' +
          'What a block costs shows once a lesion of each block has run of base, deep.',
      );
    }));

  it('ask for what its buttons say, of the run that is shown', () =>
    using('runs-one', async page => {
      await page.getByRole('button', { name: 'Resume from step 350' }).click();
      await page.getByRole('button', { name: 'Delete' }).click();
      expect(await acted(page)).toEqual([
        { act: 'resume', runs: ['projection'] },
        { act: 'delete', runs: ['projection'] },
      ]);
    }));

  it('fold a section by its heading and keep it folded', () =>
    using('runs-four', async page => {
      const heading = page.getByRole('button', { name: 'Differences' });
      await heading.click();
      expect(await heading.getAttribute('aria-expanded')).toBe('false');
      expect(await page.locator('.diffs').count()).toBe(0);
    }));

  it('compare all blocks, and mark a chosen one everywhere', () =>
    using(
      'runs-compare',
      async page => {
        const rows = page.locator('.listed').last().locator('tbody tr');
        expect(await rows.count()).toBe(18);
        const first = (await rows.first().innerText()).trim().split(/\s+/);
        const costs = ['+9.3', '+26.8', '+17.5'];
        expect(first).toEqual(['1.1', '90.3', '198', '2.19', ...costs, '1.19', '1.84']);
        await rows.nth(6).click();
        await twoFrames(page);
        expect(await rows.nth(6).getAttribute('class')).toBe('sel');
        const figure = page.locator('reslab-figure', { hasText: '‖G‖₂, last record' });
        expect((await figure.locator('.readout').innerText()).trim()).toBe('2.1 76.2 · 116');
      },
      { width: 1280 },
    ));
});

/** The rows of the legend as text. */
async function legendOf(page: Page): Promise<string[]> {
  const rows = await page.locator('.series .row').allInnerTexts();
  return rows.map(text => text.trim().replace(/\s+/g, ' '));
}

/** Names of what has a line in the first figure, each once, in the order of its series. */
function drawnIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const figure = document.querySelector('reslab-figure');
    const items = figure?.scene?.panels[0]?.items ?? [];
    const drawn = new Set(items.flatMap(i => (i.item === 'path' ? [i.series] : [])));
    const series = figure?.figure?.series ?? [];
    return series.filter(({ id }) => drawn.has(id)).map(({ label }) => label.split(',')[0] ?? '');
  });
}
