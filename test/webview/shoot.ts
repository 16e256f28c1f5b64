// See shoot.mjs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPages, themes, twoFrames, type ThemeName } from './openPage.ts';

const [folder = 'out/shots', views = 'train', wanted = 'all', widths = '600,1600', hover] =
  process.argv.slice(2);
mkdirSync(folder, { recursive: true });
// What stands over the block axis has a page of its own.
const isOverBlocks = /^(network|norms|lesion)/.test(views);
const pages = await (isOverBlocks ? startPages('blocks/pages/main.ts', 'blocks') : startPages());
for (const view of views.split(','))
  for (const theme of wanted === 'all' ? themes : (wanted.split(',') as ThemeName[]))
    for (const width of widths.split(',').map(Number)) {
      const page = await pages.open(view, { theme, width, height: 100 });
      if (hover !== undefined) await page.hover(hover);
      await twoFrames(page);
      await page.screenshot({
        path: join(folder, `${view}-${theme}-${width}.png`),
        fullPage: true,
      });
      await page.context().close();
    }
for (const error of pages.errors) console.error(error);
await pages.close();
