/** CSV as RFC 4180 has it: heads, and rows of fields. */
export function readCsv(text: string): { heads: string[]; rows: string[][] } {
  const rows: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/y;
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (found === null) throw new Error(`no CSV at ${field.lastIndex}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  const [heads = [], ...others] = rows;
  return { heads, rows: others };
}
