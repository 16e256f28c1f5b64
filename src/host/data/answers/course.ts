import type { CourseQuery, Data } from '../../../protocol/index.ts';
import { chainOf, recordedCourse, type FindRun } from '../../../results/index.ts';
import { shownLine } from './curves.ts';
import { placedEvents } from './placedEvents.ts';

/** One block through the steps; before a growth, the block at the same place of its stage. */
export function courseData(query: CourseQuery, find: FindRun): Data {
  const { run, column, width } = query;
  const parts = chainOf(find(run), find);
  const course = recordedCourse(parts, column, query);
  if ('reason' in course) return { kind: 'none', ...course };
  const line = { ...course, length: course.x.length };
  return {
    kind: 'course',
    run,
    line: shownLine(line, { range: null, width }),
    events: placedEvents(parts, 'step'),
    formerly: course.formerly,
  };
}
