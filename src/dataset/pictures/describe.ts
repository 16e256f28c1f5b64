import { formatCount } from '../../base/index.ts';
import type { LeftOut, PictureFolder } from './types.ts';

const mostClasses = 20;
const mostPlaces = 10;

/** What a picture folder was taken for, a line each: its classes with their counts, and what is no part of it. */
export function describePictures(pictures: PictureFolder): string[] {
  const { classes, train, test, leftOut } = pictures;
  const counts = classes.map(() => ({ train: 0, test: 0 }));
  for (const { label } of train) (counts[label] as { train: number }).train++;
  for (const { label } of test) (counts[label] as { test: number }).test++;
  const each = classes
    .slice(0, mostClasses)
    .map((name, i) => `${name} ${counts[i]?.train ?? 0} + ${counts[i]?.test ?? 0}`);
  const more = classes.length > mostClasses ? `, and ${classes.length - mostClasses} more` : '';
  const head = `${formatCount(classes.length)} class${classes.length === 1 ? '' : 'es'} (training + test images)`;
  const left = describeLeftOut(leftOut);
  return [`${head}: ${each.join(', ')}${more}`, ...(left === '' ? [] : [`left out: ${left}`])];
}

/** `cat: 3 .webp, 1 .txt; __MACOSX (left by a system or a tool)` */
export function describeLeftOut(leftOut: readonly LeftOut[]): string {
  const places = new Map<string, string[]>();
  for (const { place, what, count } of leftOut) {
    // What has a name of its own needs no count.
    const text = count === 1 && / |^[^.]/.test(what) ? what : `${formatCount(count)} ${what}`;
    places.set(place, [...(places.get(place) ?? []), text]);
  }
  const each = [...places].map(([place, what]) => {
    const shown = what.slice(0, mostPlaces).join(', ');
    const more = what.length > mostPlaces ? `, and ${what.length - mostPlaces} more kinds` : '';
    return `${place === '' ? '' : `${place}: `}${shown}${more}`;
  });
  const more = each.length > mostPlaces ? `; and ${each.length - mostPlaces} more folders` : '';
  return each.slice(0, mostPlaces).join('; ') + more;
}

/** The first names of a long list. */
export function shorten(names: readonly string[], most = mostClasses): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
