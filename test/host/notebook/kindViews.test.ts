import { expect, it } from 'vitest';
import { kindViews } from '../../../src/host/notebook/kindViews.ts';
import { kinds, studies } from '../../../src/language/index.ts';
import { isNotebookNews } from '../../../src/protocol/index.ts';
import { nearMisses } from '../../protocol/support/nearMisses.ts';

const views = kindViews();

it('tells pages of every kind of cell, each with an icon and what it is for', () => {
  expect(views.map(({ kind }) => kind)).toEqual([...kinds.keys()]);
  for (const { icon, hint } of views) expect([icon, hint]).not.toContain('');
  for (const study of studies)
    expect(views.find(({ kind }) => kind === study.kind)?.isView).toBe(study.isView === true);
});

it('lets run what is neither text, a network nor a view, and says of what nothing runs yet that it is so', () => {
  const still = views.filter(({ canRun }) => !canRun);
  for (const { kind, isView } of still)
    expect(isView || ['note', 'network'].includes(kind)).toBe(true);
  expect(views.find(({ kind }) => kind === 'train')?.canRun).toBe(true);
  for (const { kind, hint, isView } of views) {
    const isMissing = hint.endsWith('; not run yet');
    expect(isMissing && (isView || !studies.some(study => study.kind === kind))).toBe(false);
  }
});

it('is news that a page takes, and none with a fault', () => {
  const news = { news: 'kinds', kinds: views };
  expect(isNotebookNews(news)).toBe(true);
  const misses = [...nearMisses(news, { optional: [], words: ['news'] })];
  expect(misses.filter(({ value }) => isNotebookNews(value))).toEqual([]);
});
