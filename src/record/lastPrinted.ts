/** Stands in the message of a crash between what happened and the lines that its process printed last. */
const between = '. It last printed:\n';

/** What is known of a crash, and the lines that its process printed last; empty: none. */
export function withLastPrinted(what: string, lines: string): string {
  return lines === '' ? what : `${what}${between}${lines}`;
}

/** What happened, without the lines: they stand in the log. */
export function withoutLastPrinted(message: string): string {
  const at = message.indexOf(between);
  return at < 0 ? message : message.slice(0, at);
}
