const escape = String.fromCharCode(27);

/** The lines that a terminal shows after this text: enough of one to follow a one-line bar. */
export function screen(text: string): string[] {
  const lines = [''];
  for (const part of text.split(new RegExp(`(${escape}(?:\\[[?\\d]*[A-Za-z]|[78])|\\n)`))) {
    if (part === '\n') lines.push('');
    else if (part === `${escape}8` || /^\[(?:2?K|1G)$/.test(part.slice(1)))
      lines[lines.length - 1] = '';
    else if (!part.startsWith(escape)) lines[lines.length - 1] += part;
  }
  return lines.filter(line => line !== '');
}
