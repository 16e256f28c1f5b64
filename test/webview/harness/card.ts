import type { FakeSource } from './fakeSource.ts';

/** A page of the harness: puts its elements into `root`. */
export type View = (root: HTMLElement, source: FakeSource) => void;

/** The body of a card as the notebook has it, without its head. */
export function card(root: HTMLElement): HTMLElement {
  const frame = root.appendChild(document.createElement('div'));
  frame.className = 'card';
  const body = frame.appendChild(document.createElement('div'));
  body.className = 'body';
  return body;
}
