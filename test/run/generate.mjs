// `npm run generate`: writes what follows from the folders of studies and from the language: the lists in
// src/studies, then the reference, the schema and the names in the grammar in media/.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms } from './setup/project.mjs';
import { studyLists } from './setup/studyLists.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

for (const [file, text] of Object.entries(await studyLists(root))) writeFileSync(file, text);

// The language is read anew, with the lists as they are now.
await bundlePrograms(['test/support/generatedMedia.ts'], 'out/generate');
const { generatedMedia, grammarFile } = createRequire(import.meta.url)(
  join(root, 'out/generate/generatedMedia.js'),
);
const grammar = readFileSync(join(root, grammarFile), 'utf8');
for (const [file, text] of Object.entries(generatedMedia(grammar)))
  writeFileSync(join(root, file), text);
