import { decimalsApart, formatCount, formatPoints, formatValue, mean } from '../../base/index.ts';
import {
  strong,
  tableOf,
  type BlockRow,
  type ListedTable,
  type Said,
  type Sentence,
  type Table,
} from '../../figures/index.ts';
import {
  againstOf,
  blocksOf,
  having,
  isDifference,
  residual,
  ratio,
  valueAt,
  type ComparedGroup,
  type Quantity,
} from './present.quantities.ts';

/** What two are to each other block by block. Of more only how deep they are. */
export function blockSentence(
  row: BlockRow,
  groups: readonly ComparedGroup[],
  quantities: readonly Quantity[],
): Said[] {
  const text = [
    ...shapeText(groups),
    ...residualText(row, groups),
    ...quantities.filter(isDifference).flatMap(quantity => costText(row, groups, quantity)),
  ];
  return text.length === 0 ? [] : [{ tone: 'loud', text: trimmed(text) }];
}

/** Without the space that parts the last sentence from none. */
function trimmed(text: Sentence): Sentence {
  const last = text.at(-1);
  return typeof last === 'string' ? [...text.slice(0, -1), last.trimEnd()] : text;
}

function shapeText(groups: readonly ComparedGroup[]): Sentence {
  const [first] = groups;
  if (first === undefined) return [];
  const counts = groups.map(({ own }) => own.count);
  if (groups.every(({ own }) => own.equals(first.own)))
    return [`Same shape: ${formatCount(first.own.count)} blocks. `];
  if (counts.every(count => count === first.own.count)) return [];
  const each = groups.map(({ name, own }) => `${name} ${formatCount(own.count)}`).join(', ');
  return [`Blocks: ${each}, drawn at the same place in their stages. `];
}

/** Geometric mean over blocks. */
function residualText(row: BlockRow, groups: readonly ComparedGroup[]): Sentence {
  const [first, other, ...more] = having(groups, residual);
  if (first === undefined || other === undefined || more.length > 0) return [];
  const logs = blocksOf(row)
    .map(b => Math.log(valueAt(row, other, residual, b) / valueAt(row, first, residual, b)))
    .filter(Number.isFinite);
  if (logs.length === 0) return [];
  return [
    `The residuals of ${other.name} are `,
    strong(`${formatValue(Math.exp(mean(logs)), 2)} times`),
    ` those of ${first.name} (geometric mean over blocks). `,
  ];
}

/** The block whose removal tells them apart most. */
function costText(row: BlockRow, groups: readonly ComparedGroup[], quantity: Quantity): Sentence {
  const [first, other, ...more] = having(groups, quantity);
  if (first === undefined || other === undefined || more.length > 0) return [];
  const costs = blocksOf(row).map(block => ({
    block,
    a: valueAt(row, first, quantity, block),
    b: valueAt(row, other, quantity, block),
  }));
  const [most] = costs
    .filter(({ a, b }) => Math.abs(a - b) > 0)
    .sort((x, y) => Math.abs(y.a - y.b) - Math.abs(x.a - x.b));
  if (most === undefined) return [];
  const { a, b, block } = most;
  const text = (cost: number) => formatPoints(cost, decimalsApart(a, b, 0));
  return [
    'Removing block ',
    strong(row.nameOf(block)),
    ` tells them apart most: ${text(a)} points in ${first.name}, ${text(b)} in ${other.name}. `,
  ];
}

/** All blocks of the deepest: what each has there, and of two what they are to each other. */
export function allBlocks(
  row: BlockRow,
  groups: readonly ComparedGroup[],
  quantities: readonly Quantity[],
): { readonly listed: ListedTable; readonly table: Table } {
  const columns = quantities.flatMap(quantity => columnsOf(row, groups, quantity));
  return {
    listed: {
      title: 'All blocks',
      data: 'blocks',
      columns: [
        { column: 'block', head: 'block' },
        ...columns.map(({ name, head, inFiles, format }) => ({
          ...{ column: name, head, name: inFiles, format },
        })),
      ],
    },
    table: tableOf({
      block: blocksOf(row).map(block => row.nameOf(block)),
      ...Object.fromEntries(columns.map(({ name, values }) => [name, values])),
    }),
  };
}

function columnsOf(row: BlockRow, all: readonly ComparedGroup[], quantity: Quantity) {
  const groups = having(all, quantity);
  const [first, second, ...more] = groups;
  const { id, format, short } = quantity;
  const values = (of: (block: number) => number) => blocksOf(row).map(of);
  const own = groups.map((group, i) => ({
    name: `${id} ${i}`,
    head: i === 0 ? `${short} ${group.name}` : group.name,
    inFiles: `${short} ${group.name}`,
    format,
    values: values(block => valueAt(row, group, quantity, block)),
  }));
  // Ratios of ratios say nothing.
  if (first === undefined || second === undefined || more.length > 0 || quantity === ratio)
    return own;
  const against = `${second.name} ${isDifference(quantity) ? '−' : '/'} ${first.name}`;
  return [
    ...own,
    {
      name: `${id} against`,
      head: against,
      inFiles: `${short} ${against}`,
      format,
      values: values(block =>
        againstOf(
          quantity,
          valueAt(row, second, quantity, block),
          valueAt(row, first, quantity, block),
        ),
      ),
    },
  ];
}
