import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const folder = path.join(import.meta.dirname, '../../../src/host/data');

it('what answers the views knows nothing of the editor, so that it runs in Node alone', () => {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(10);
  const found = files.filter(name => {
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    return /from '(vscode|(\.\.\/)+(host|commands|running|notebook|viewer)\b)/.test(text);
  });
  expect(found).toEqual([]);
});
