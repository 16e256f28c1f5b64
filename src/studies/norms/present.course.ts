import { formatCount } from '../../base/index.ts';
import { type Figure, tableOf, type Tables } from '../../figures/index.ts';
import type { RecordedCourse } from '../contract/present.ts';

interface CourseInput {
  readonly course: RecordedCourse;
  /** Of the block now. */
  readonly block: string;
  /** Name of the cell. */
  readonly name: string;
  readonly slot: number;
  /** Where the axis of steps ends. */
  readonly steps: number;
}

/** The residual norm of one block through the steps. */
export function courseFigure({ course, block, name, slot, steps }: CourseInput): {
  figures: readonly Figure[];
  tables: Tables;
} {
  const figure: Figure = {
    id: 'course',
    title: `Block ${block} by step`,
    unit: unitOf(course),
    label: `Residual norm of block ${block} by step, to step ${formatCount(steps)}`,
    height: 104,
    x: { title: 'step', scale: 'time', format: 'step', domain: [0, Math.max(1, steps)] },
    y: { title: 'residual norm', scale: 'log', format: 'value', most: 3 },
    series: [{ id: 'course', label: 'residual norm', slot, look: 'line', legend: null }],
    marks: [{ mark: 'line', data: 'course', series: 'course', x: 'step', y: 'residual' }],
    events: course.events.map(({ x, label }) => ({ x, label, kind: 'event' as const })),
    group: 'course',
    isHeaded: true,
    readout: {
      values: [{ data: 'course', x: 'step', y: 'residual', format: 'value' }],
      saysPlace: true,
    },
    shown: {
      data: 'course',
      columns: [
        { column: 'step', head: 'step' },
        { column: 'residual', head: 'residual norm' },
      ],
    },
    fileName: `${name} block ${block}`,
    place: 'side',
  };
  return {
    figures: [figure],
    tables: { course: tableOf({ step: course.x, residual: course.y }) },
  };
}

/** `‖G‖₂, until step 300 as block 2.2`. */
function unitOf({ events, formerly }: RecordedCourse): string {
  const growth = events.at(-1);
  if (formerly === null || growth === undefined) return '‖G‖₂';
  return `‖G‖₂, until step ${growth.x} as block ${formerly}`;
}
