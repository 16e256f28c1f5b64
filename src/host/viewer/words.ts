import type { RunView } from '../../protocol/index.ts';

/** How numbers and times are written in the run viewer: `44.8 %`, `1 min 07 s`, `14:02`. */

/** A share from 0 to 1 as percent with one decimal. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** `48 s`, `1 min 07 s`, `2 h 03 min`, `3 d 04 h`. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  if (total < 60) return `${total} s`;
  if (total < 3600) return `${Math.floor(total / 60)} min ${two(total % 60)} s`;
  if (total < 86_400) return `${Math.floor(total / 3600)} h ${two((total % 3600) / 60)} min`;
  return `${Math.floor(total / 86_400)} d ${two((total % 86_400) / 3600)} h`;
}

/** Time of day in the local zone, with the date in front where it is not today's. */
export function clock(time: string, now = new Date()): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return 'an unknown time';
  const two = (n: number) => String(n).padStart(2, '0');
  const day = (d: Date) => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
  const hours = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return day(date) === day(now) ? hours : `${day(date)} ${hours}`;
}

/** The word for a state, as it is shown and filtered by. */
export function stateWord({ life }: Pick<RunView, 'life'>): string {
  if (life.state === 'running' && life.stopping) return 'stopping';
  return life.state === 'silent' ? 'no sign of life' : life.state;
}
