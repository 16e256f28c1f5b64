import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';

const head = '// Generated from the folders beside it by `npm run generate`.';

/** The lists by the path of their file, as they should be for the studies of a copy of the project. */
export async function studyLists(root) {
  const folder = path.join(root, 'src/studies');
  const kinds = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'contract')
    .map(entry => entry.name)
    .sort();
  const having = file => kinds.filter(kind => existsSync(path.join(folder, kind, file)));
  const computed = having('compute.ts');
  const texts = {
    'describe.index.ts': describeList(having('describe.ts'), computed),
    'present.index.ts': mapList(
      ...['present', 'presentation', 'StudyPresentation', './contract/present.ts'],
      having('present.ts'),
    ),
    'compute.index.ts': mapList(
      ...['compute', 'computation', 'StudyComputation', '../engine/studies/index.ts'],
      computed,
    ),
  };
  const options = await prettier.resolveConfig(path.join(root, 'package.json'));
  const lists = {};
  for (const [name, text] of Object.entries(texts))
    lists[path.join(folder, name)] = await prettier.format(text, {
      ...options,
      parser: 'typescript',
    });
  return lists;
}

function describeList(kinds, computed) {
  return `${head}
${imports('describe', 'description', kinds)}

export const descriptions = {${kinds.map(kind => `\n  ${quoted(kind)}: ${local(kind)},`).join('')}
};

/** Studies that the engine can compute: those with a \`compute.ts\`. */
export const computed: ReadonlySet<string> = new Set([${computed.map(kind => `'${kind}'`).join(', ')}]);
`;
}

function mapList(part, name, type, contract, kinds) {
  const all = `${name}s`;
  return `${head}
import type { ${type} } from '${contract}';
${imports(part, name, kinds)}

export const ${all}: ReadonlyMap<string, ${type}<never>> = new Map<string, ${type}<never>>([
${kinds.map(kind => `  ['${kind}', ${local(kind)}],`).join('\n')}
]);
`;
}

function imports(part, name, kinds) {
  return kinds
    .map(kind => `import { ${name} as ${local(kind)} } from './${kind}/${part}.ts';`)
    .join('\n');
}

/** \`singular-values\`: singularValuesStudy, which is no word of the language of these files. */
function local(kind) {
  return `${kind.replace(/-(.)/g, (_, letter) => letter.toUpperCase())}Study`;
}

function quoted(kind) {
  return kind.includes('-') ? `'${kind}'` : kind;
}
