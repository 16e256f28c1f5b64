import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const noExport = { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' };

/** The editor makes links, icons and commands of what these are given, or runs it. */
const editorText =
  /^(?:show(?:Information|Warning|Error)Message|showQuickPick|showInputBox|createQuickPick|createInputBox|setStatusBarMessage|createStatusBarItem|withProgress|MarkdownString|createTerminal|executeTask|sendText)$/;

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', 'node_modules/**', 'media/**', '**/.residual-lab/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', noExport],
    },
  },
  { files: ['*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/engine/main.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/system/programs/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['child_process', 'node:child_process', 'cluster', 'node:cluster'].map(name => ({
            name,
            message: 'Start programs with runTool, runToolSync or startProgram of system/.',
          })),
        },
      ],
    },
  },
  {
    files: ['src/host/**/*.ts'],
    ignores: ['src/host/say.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        noExport,
        {
          selector: `MemberExpression[property.name=${editorText}]`,
          message: 'Show text with a function of host/say.ts: it may come from a file.',
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'globalThis',
          'process',
          'console',
          'Buffer',
          'URL',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'performance',
          'fetch',
          'require',
          'module',
          'exports',
          '__dirname',
        ].map(n => [n, 'readonly']),
      ),
    },
  },
);
