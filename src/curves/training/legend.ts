import type { LegendRow, ReadValue } from '../../figures/index.ts';
import { readingOf, type Drawing, type GroupLine } from '../draw.ts';
import { begunOf, nameWithSeeds, type RunGroup } from '../groups.ts';
import { kindIdOf, seedsId, standsBehindTest, type KindId } from './lines.ts';

/** The legend of one group: a row for each kind of line, with its loss and its accuracy. */
export function kindRows(
  group: RunGroup,
  lines: readonly GroupLine[],
  { smooth }: Pick<Drawing, 'smooth'>,
): LegendRow[] {
  const { slot } = group;
  const isSeeds = group.runs.length > 1;
  const of = isSeeds ? `mean of ${begunOf(group).length}, ` : '';
  const rows: LegendRow[] = [];
  const add = (id: KindId, label: string, look: LegendRow['look'], saysPlace: boolean) => {
    const values = valuesOf(lines.filter(({ request }) => kindIdOf(request) === id));
    if (values.length > 0)
      rows.push({ id, slot, label, look, values, ...(saysPlace ? { saysPlace } : {}) });
  };
  add('smooth', `${of}train, smoothed ${smooth}`, 'line', false);
  if (!isSeeds) add('raw', 'each batch', 'raw', false);
  add('test', `${of}test`, 'marked', true);
  const isSecond = lines.some(line => standsBehindTest(line, lines));
  add('validation', `${of}validation`, isSecond ? 'hollow' : 'marked', true);
  if (isSeeds) rows.push({ id: seedsId, slot, label: 'single seeds', look: 'thin', values: [] });
  return rows;
}

/** A row for each group, with what is read off of each quantity: as evaluated, else of training. */
export function groupRows(groups: readonly RunGroup[], lines: readonly GroupLine[]): LegendRow[] {
  const rows = groups.map((group): LegendRow => {
    const own = firstOfEach(lines.filter(line => line.group === group));
    const look = own.some(({ request }) => request.split !== 'train') ? 'marked' : 'line';
    return {
      id: group.id,
      slot: group.slot,
      label: nameWithSeeds(group),
      look,
      values: valuesOf(own),
    };
  });
  const first = groups.find(group => group.runs.length > 1);
  if (first === undefined) return rows;
  return [
    ...rows,
    { id: seedsId, slot: first.slot, label: 'single seeds', look: 'thin', values: [] },
  ];
}

const order: readonly KindId[] = ['test', 'validation', 'smooth', 'raw'];

/** Of the lines of one quantity the first kind that has a value. */
function firstOfEach(lines: readonly GroupLine[]): GroupLine[] {
  const place = ({ request }: GroupLine) => order.indexOf(kindIdOf(request));
  const found = new Map<string, GroupLine>();
  for (const line of lines.filter(each => readingOf(each) !== null)) {
    const { quantity } = line.request;
    const before = found.get(quantity);
    if (before === undefined || place(line) < place(before)) found.set(quantity, line);
  }
  return [...found.values()];
}

/** What the strips say is in their captions. */
function valuesOf(lines: readonly GroupLine[]): ReadValue[] {
  return lines
    .filter(({ request: { quantity } }) => quantity !== 'rate' && quantity !== 'images_per_second')
    .flatMap(line => readingOf(line) ?? []);
}
