import path from 'node:path';
import { UserError } from '../base/index.ts';
import {
  parseRunEnding,
  parseRunProcess,
  parseRunRequest,
  parseRunStatus,
  type Parsed,
  type RunEnding,
  type RunProcess,
  type RunRequest,
  type RunStatus,
} from '../record/index.ts';
import { limits, readPlain, readText, unreadable } from '../system/index.ts';
import { standingOf, type Standing } from './standing.ts';

/** A run as its folder tells it. */
export interface Run extends Standing {
  readonly folder: string;
  /** Name of the folder; `request.id` is the same unless somebody renamed it. */
  readonly id: string;
  readonly request: RunRequest;
  readonly process: RunProcess | null;
  readonly status: RunStatus | null;
  readonly ending: RunEnding | null;
  /** Files that are there and cannot be understood, one sentence each. */
  readonly problems: readonly string[];
}

/**
 * Reads the small files of a run folder. Throws a UserError where it has no run.json (`run.none`) or
 * one that cannot be understood (`run.unreadable`).
 */
export function readRun(folder: string): Run {
  const absolute = path.resolve(folder);
  const text = readPlain(path.join(absolute, 'run.json'), { most: limits.smallFile });
  if ('why' in text && text.why === 'none')
    throw new UserError('run.none', `${absolute} is no run folder: it has no run.json.`);
  if ('why' in text)
    throw new UserError(
      'run.unreadable',
      `Cannot read the run at ${absolute}: run.json ${unreadable[text.why]}.`,
    );
  const request = parseRunRequest(text.bytes.toString('utf8'));
  if (!request.ok)
    throw new UserError(
      'run.unreadable',
      `Cannot read the run at ${absolute}: ${request.problem}.`,
    );
  const problems: string[] = [];
  const read = <T>(file: string, parse: (text: string) => Parsed<T>): T | null => {
    const content = readText(path.join(absolute, file));
    if (content === undefined) return null;
    const parsed = parse(content);
    if (!parsed.ok) problems.push(parsed.problem);
    return parsed.ok ? parsed.value : null;
  };
  const ending = () => read('end.json', parseRunEnding);
  const files = {
    process: read('process.json', parseRunProcess),
    status: read('status.json', parseRunStatus),
    ending: ending(),
  };
  let standing = standingOf(absolute, files);
  if (standing.life === 'dead') {
    // It may have written its ending and gone between the two looks.
    files.ending = ending();
    if (files.ending !== null) standing = standingOf(absolute, files);
  }
  return {
    folder: absolute,
    id: path.basename(absolute),
    request: request.value,
    ...files,
    ...standing,
    problems,
  };
}
