import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchors, pages, prose, root, type Page } from './pages.ts';

/** Relative links of a page that lead nowhere: to no file, or to no heading of one. */
function brokenLinks(page: Page): readonly string[] {
  return [...prose(page.text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(match => match[1] ?? '')
    .filter(link => !/^[a-z]+:/.test(link))
    .filter(link => {
      const [file = '', anchor] = link.split('#');
      const target = path.join(root, path.dirname(page.path), file);
      if (file !== '' && !fs.existsSync(target)) return true;
      if (anchor === undefined) return false;
      const text = file === '' ? page.text : fs.readFileSync(target, 'utf8');
      return !anchors(text).has(anchor);
    })
    .map(link => `${page.path}: ${link}`);
}

describe('the pages of the documentation', () => {
  it('link to files and headings that exist', () => {
    expect(pages().flatMap(brokenLinks)).toEqual([]);
  });

  it('of docs/ are all in its table and within reach of the README', () => {
    const names = pages()
      .map(page => page.path)
      .filter(file => /^docs\/[^/]+\.md$/.test(file) && file !== 'docs/README.md');
    expect(names.length).toBeGreaterThan(10);
    const index = fs.readFileSync(path.join(root, 'docs/README.md'), 'utf8');
    const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
    for (const name of names) {
      expect(index).toContain(`](${path.basename(name)})`);
      expect(readme).toContain(`](${name})`);
    }
  });
});

describe('brokenLinks', () => {
  const page = (text: string) => ({ path: 'docs/cli.md', text: `# The command line\n\n${text}` });

  it.each([
    '[a](nowhere.md)',
    '[a](#nowhere)',
    '[a](run-folder.md#alive)',
    '![a](pictures/none.png)',
  ])('finds %s', text => expect(brokenLinks(page(text))).toHaveLength(1));

  it.each([
    '[a](#the-command-line)',
    '[a](run-folder.md#alive-or-dead)',
    '[a](https://example.org/x)',
    '```\n[a](nowhere.md)\n```',
  ])('passes %j', text => expect(brokenLinks(page(text))).toEqual([]));
});
