import { formatFileSize } from '../../base/index.ts';

/** What `data get --json` prints, in words; null where there is nothing to say. */
export function describeDataLine(line: string): string | null {
  const event = parse(line);
  if (event === null) return line;
  const text = (key: string) => (typeof event[key] === 'string' ? event[key] : '');
  switch (event['event']) {
    case 'progress':
      return `${text('file')}: ${size(event['bytes'])}${event['total'] === null ? '' : ` of ${size(event['total'])}`}`;
    case 'note':
      return text('text');
    case 'end':
      return `It lies in ${text('folder')}. Terms: ${text('terms')}`;
    default:
      return null;
  }
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function size(bytes: unknown): string {
  return typeof bytes === 'number' ? formatFileSize(bytes) : 'some';
}
