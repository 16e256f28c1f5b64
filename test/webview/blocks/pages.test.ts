import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, startPages, themes, twoFrames, type Pages } from '../openPage.ts';

const axeText = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

describe.skipIf(noBrowser !== undefined)('results over blocks', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages('blocks/pages/main.ts', 'blocks');
  });
  afterAll(() => pages.close());

  const selectBlock = (page: Page, stage: number, place: number) =>
    page.evaluate(
      ([s = 0, p = 0]) => blockPages.selection.select({ stage: s, place: p }),
      [stage, place],
    );
  const selected = (page: Page) => page.evaluate(() => blockPages.selection.selected);
  const hovered = (page: Page) => page.evaluate(() => blockPages.selection.hovered);
  const readouts = (page: Page) =>
    page
      .locator('.plots .readout')
      .allInnerTexts()
      .then(all => all.map(t => t.trim()));

  const plotOf = (page: Page, figure: string) =>
    page.locator(`reslab-figure[data-id="${figure}"] .plot`);

  describe('norms of a run that goes on', () => {
    it('says what the records hold', async () => {
      const page = await pages.open('norms', { width: 1600 });
      const words = await page.locator('.side').innerText();
      expect(words).toContain('Step 410: the largest residual is block 1.1 (91.1).');
      expect(words).toContain('9 of 18 gradient ratios lie inside 1 ± δ.');
      expect(words).toContain('half of step 295');
      expect(words).toContain('δ = log(2L)/L = 0.199');
      await page.context().close();
    });

    it('shows one block in all figures, and lets go', async () => {
      const page = await pages.open('norms', { width: 1600 });
      await selectBlock(page, 1, 3.5 / 6);
      await twoFrames(page);
      expect(await readouts(page)).toEqual([
        'after 2.4 278',
        'after 2.4 0.0634',
        '2.4 51.7 · theory 56.0',
        '2.4 1.12',
        '',
        '',
      ]);
      const course = page.locator('.beside reslab-figure');
      expect(await course.innerText()).toContain('until step 300 as block 2.2');
      await plotOf(page, 'state').press('Escape');
      await twoFrames(page);
      expect(await selected(page)).toBeNull();
      expect(await course.count()).toBe(0);
      await page.context().close();
    });

    it.each([700, 1600])(
      'keeps its plots in place when a block is selected, at %i',
      async width => {
        const page = await pages.open('norms', { width });
        const places = () =>
          page
            .locator('.plots .plot')
            .evaluateAll(plots => plots.map(plot => plot.getBoundingClientRect().top));
        const before = await places();
        await plotOf(page, 'residual').click({ position: { x: 100, y: 40 } });
        await twoFrames(page);
        expect(await page.locator('.beside reslab-figure').count()).toBe(1);
        const moved = (await places()).map((top, i) => Math.abs(top - (before[i] ?? NaN)));
        expect(Math.max(...moved)).toBeLessThan(1);
        await page.context().close();
      },
    );

    it('hovers and selects with the pointer', async () => {
      const page = await pages.open('norms', { width: 1600 });
      const plot = plotOf(page, 'residual');
      const area = await plot.boundingBox();
      if (area === null) throw new Error('the plot is not shown');
      const slot = (area.width - 62) / 18;
      await plot.hover({ position: { x: 52 + 9.5 * slot, y: 40 } });
      expect(await hovered(page)).toMatchObject({ stage: 1, place: 3.5 / 6 });
      await plot.click({ position: { x: 52 + 0.5 * slot, y: 40 } });
      expect(await selected(page)).toMatchObject({ stage: 0, place: 0.5 / 6 });
      await page.mouse.move(5, 5);
      expect(await hovered(page)).toBeNull();
      await page.context().close();
    });

    it('walks over blocks and steps by keys', async () => {
      const page = await pages.open('norms', { width: 1600 });
      const plot = plotOf(page, 'residual');
      await plot.focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'End', 'PageDown', 'Enter'])
        await page.keyboard.press(key);
      expect(await selected(page)).toMatchObject({ stage: 2, place: 3.5 / 6 });
      await page.keyboard.press(',');
      await twoFrames(page);
      const output = page.locator('reslab-stepper output');
      expect(await output.innerText()).toBe('step 405 of 600');
      await page.keyboard.press('.');
      await twoFrames(page);
      expect(await output.innerText()).toBe('step 410 of 600');
      await page.context().close();
    });

    it('follows the newest step, and stays where it was put', async () => {
      const page = await pages.open('norms', { width: 1600 });
      const output = page.locator('reslab-stepper output');
      await page.evaluate(() => blockPages.source.advance('base', 440));
      await twoFrames(page);
      expect(await output.innerText()).toBe('step 435 of 600');
      await page.getByRole('button', { name: 'follow' }).click();
      await page.evaluate(() => blockPages.source.advance('base', 500));
      await twoFrames(page);
      expect(await output.innerText()).toBe('step 435 of 600');
      await page.getByRole('button', { name: 'follow' }).click();
      await twoFrames(page);
      expect(await output.innerText()).toBe('step 495 of 600');
      await page.context().close();
    });

    it('keeps the block axis before growth, with the names of then', async () => {
      const page = await pages.open('norms', { width: 1600 });
      await page.locator('reslab-stepper input').fill('40');
      await selectBlock(page, 1, 3.5 / 6);
      await twoFrames(page);
      expect(await page.locator('.side').innerText()).toContain('Step 200:');
      expect((await readouts(page))[0]).toMatch(/^after 2\.2 /);
      await page.context().close();
    });

    it('zooms all its figures to a range of blocks that is dragged', async () => {
      const page = await pages.open('norms-1004', { width: 1600 });
      const plot = plotOf(page, 'state');
      const area = await plot.boundingBox();
      if (area === null) throw new Error('the plot is not shown');
      const slot = (area.width - 62) / 501;
      const at = (block: number) => area.x + 52 + block * slot;
      await page.mouse.move(at(200), area.y + 40);
      await page.mouse.down();
      await page.mouse.move(at(300), area.y + 40, { steps: 4 });
      await page.mouse.up();
      expect(await selected(page)).toBeNull();
      const heat = plotOf(page, 'residual by step');
      const below = await heat.boundingBox();
      if (below === null) throw new Error('the heat map is not shown');
      // In the middle of what is shown now: block 250 of all, 84th of the second stage.
      await heat.click({ position: { x: 52 + (below.width - 62) / 2, y: 30 } });
      const place = await selected(page);
      expect(place?.stage).toBe(1);
      expect(Math.abs((place?.place ?? 0) * 167 - 83.5)).toBeLessThan(3);
      await plot.dblclick({ position: { x: 60, y: 30 } });
      await plot.click({ position: { x: 53, y: 30 } });
      expect((await selected(page))?.stage).toBe(0);
      await page.context().close();
    });

    it('is there as a table and as a file', async () => {
      const page = await pages.open('norms', { width: 1600 });
      await plotOf(page, 'residual').press('t');
      const rows = page.locator('reslab-figure[data-id=residual] tbody tr');
      expect(await rows.count()).toBe(18);
      expect(await rows.first().innerText()).toMatch(/^1\.1\s+91\.1\s+78\.5/);
      await plotOf(page, 'residual by step').press('e');
      const file = await page.evaluate(() => blockPages.exported.at(-1));
      expect(file?.name).toBe('residuals by depth residual by step.csv');
      expect(String(file?.content).split('\n')[0]).toMatch(/^step,1\.1,1\.2,/);
      await plotOf(page, 'residual by step').press('Shift+E');
      await page.waitForFunction(() => blockPages.exported.at(-1)?.name.endsWith('.png'));
      await page.context().close();
    });
  });

  describe('norms of a study', () => {
    it('come first, and what was recorded while training beside them', async () => {
      const page = await pages.open('norms-study', { width: 1600 });
      const side = page.locator('.side');
      expect(await side.innerText()).toContain('measured on 1,000 examples');
      expect(await page.locator('reslab-stepper').count()).toBe(0);
      await page.getByRole('radio', { name: 'recorded while training' }).click();
      await twoFrames(page);
      expect(await side.innerText()).not.toContain('on 1,000 examples');
      expect(await page.locator('reslab-stepper').count()).toBe(1);
      await page.context().close();
    });

    it('of several seeds are their mean, or one of them', async () => {
      const page = await pages.open('norms-seeds', { width: 1600 });
      const side = page.locator('.side');
      expect(await side.innerText()).toContain('mean of 2 runs');
      await page.getByRole('radio', { name: 'seed 1' }).click();
      await twoFrames(page);
      expect(await side.innerText()).toContain('theory: half of step 295');
      await page.getByRole('radio', { name: 'seed 2' }).click();
      await twoFrames(page);
      expect(await side.innerText()).not.toContain('half of step 295');
      await page.context().close();
    });
  });

  describe('a lesion', () => {
    it('says what hurts most', async () => {
      const page = await pages.open('lesion', { width: 1280 });
      const words = await page.locator('.side').innerText();
      expect(words).toContain(
        'Removing block 1.1 hurts most: 69.8 % against 43.0 % intact (+26.8 points).',
      );
      expect(words).toContain('1.1, 2.1, 3.1, are the first blocks of the three stages');
      await selectBlock(page, 1, 3.5 / 6);
      await twoFrames(page);
      expect((await readouts(page))[0]).toBe('without 2.4 48.5 %');
      await page.context().close();
    });
  });

  describe('a network', () => {
    it('marks the line of the stage that is pointed at', async () => {
      const page = await pages.open('network', { width: 1280 });
      const plot = page.locator('reslab-diagram .plot');
      await plot.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      expect(await selected(page)).toMatchObject({ stage: 2, place: 2.5 / 3 });
      expect(await page.evaluate(() => blockPages.markedLines.at(-1))).toBe(7);
      const line = page.locator('[data-line]');
      expect(await line.innerText()).toBe(
        '3.3: norm → relu → conv 3 × 3 → norm → relu → conv 3 × 3, added to the input · 64 channels, 8 × 8 · 73,984 parameters · 4.72 M multiply-adds',
      );
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => blockPages.markedLines.at(-1))).toBeNull();
      await page.context().close();
    });

    it('of a thousand layers is a drawing of few elements', async () => {
      const page = await pages.open('network-1004', { width: 1600 });
      const count = () => page.locator('.diagram *').count();
      expect(await count()).toBeLessThan(220);
      await page.locator('reslab-diagram .plot').focus();
      for (const key of ['End', 'End', 'Enter']) await page.keyboard.press(key);
      await twoFrames(page);
      expect(await page.locator('.diagram').innerHTML()).toContain('3.167');
      for (let i = 0; i < 4; i++) await page.keyboard.press('-');
      await twoFrames(page);
      expect(await count()).toBeLessThan(220);
      await page.keyboard.press('0');
      await page.context().close();
    });

    it('has a lens that is dragged', async () => {
      const page = await pages.open('network-1004', { width: 1600 });
      const box = await page.locator('reslab-diagram .plot').boundingBox();
      if (box === null) throw new Error('the diagram is not shown');
      await page.mouse.move(box.x + 70, box.y + 40);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, box.y + 40, { steps: 5 });
      await page.mouse.up();
      await twoFrames(page);
      expect(await page.locator('.diagram').innerHTML()).toContain('blocks 2.83 to 2.105 of 501');
      expect(await selected(page)).toBeNull();
      await page.context().close();
    });

    it('keeps only the rows in sight in the page', async () => {
      const page = await pages.open('network-1004', { width: 1280 });
      await page.locator('summary').click();
      const rows = page.locator('.layertable tbody tr:not(.spacer)');
      expect(await rows.count()).toBeLessThan(60);
      await selectBlock(page, 2, 166.5 / 167);
      await twoFrames(page);
      expect(await page.locator('.layertable tr.sel').count()).toBe(6);
      await rows.filter({ hasText: 'stage3.block166.conv1' }).click();
      expect(await selected(page)).toMatchObject({ stage: 2, place: 165.5 / 167 });
      await page.context().close();
    });
  });

  describe('axe finds nothing', () => {
    const views = 'network+norms+lesion+network-1004+norms-1004';
    it.each(themes.flatMap(theme => [600, 1600].map(width => [theme, width] as const)))(
      'in %s at %i pixels',
      async (theme, width) => {
        const page = await pages.open(views, { theme, width });
        await selectBlock(page, 1, 0.5);
        for (const summary of await page.locator('summary').all()) await summary.click();
        await twoFrames(page);
        await page.evaluate(axeText);
        expect(await violations(page)).toEqual([]);
        await page.context().close();
      },
    );
  });

  it('logs no error and asks for nothing that the policy forbids', () => {
    expect(pages.errors).toEqual([]);
  });
});

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { violations } = await axe.run(document, {
      // The page of the harness has one card, and no landmarks and headings around it.
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 200)}`));
  });
}

declare global {
  var axe: typeof Axe;
}
