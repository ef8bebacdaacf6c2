import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const PURE = 'Pure code computes from its arguments: no clock, randomness, network, process or store.';

/** Folders of the fetcher that hold pure rules, and the files in them that carry the rules out. */
const PURE_OF_FETCHER = ['schedule', 'verdicts', 'volume', 'losses', 'robots', 'sitemaps', 'politeness'];
const OUTSIDE_OF_PURE = [
  'services/fetcher/src/robots/robots.gate.ts',
  'services/fetcher/src/politeness/delay-redirect.ts',
];

/** All that pure code may import. Readers of http headers are pure; the client is not. */
const PURE_IMPORTS = [
  '\\.{1,2}/',
  'node:(buffer|crypto|url|zlib)$',
  '@dateline/(article|charset|dates|feed|extraction|similarity)$',
  '(chardet|franc-all|htmlparser2|iconv-lite|rss-parser|sanitize-html|tldts)$',
];
const PURE_OF_HTTP = [
  'freshnessOf',
  'HttpError',
  'permanentTargetOf',
  'readHttpDate',
  'readLinkHeader',
  'retryAfterSeconds',
];

const IMPURE_GLOBALS = [
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'console',
  'crypto',
  'performance',
  'navigator',
  'WebSocket',
  'EventSource',
].map((name) => ({ name, message: PURE }));

const CLOCK_AND_RANDOMNESS = [
  "MemberExpression[object.name='Date'][property.name='now']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
  "MemberExpression[object.name='Math'][property.name='random']",
  "MemberExpression[object.name='globalThis']",
].map((selector) => ({ selector, message: PURE }));

/** What may import what: docs/contributing.md, "Dependencies". One tag a project, in its package.json. */
const boundaries = [
  { sourceTag: 'type:contract', onlyDependOnLibsWithTags: ['type:contract'] },
  {
    sourceTag: 'type:domain',
    // Of the contract its types alone: the rule for domain code below.
    onlyDependOnLibsWithTags: ['type:domain', 'type:contract'],
    bannedExternalImports: ['@nestjs/*', 'kafkajs', 'mongoose', 'mongodb', 'axios', 'pino', 'prom-client'],
  },
  {
    sourceTag: 'type:platform',
    onlyDependOnLibsWithTags: ['type:platform', 'type:contract', 'type:testing'],
  },
  {
    sourceTag: 'type:testing',
    onlyDependOnLibsWithTags: ['type:testing', 'type:contract', 'type:domain', 'type:infrastructure'],
  },
  { sourceTag: 'type:infrastructure', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['*'] },
  {
    sourceTag: 'type:service',
    onlyDependOnLibsWithTags: ['type:platform', 'type:domain', 'type:contract', 'type:testing'],
    bannedExternalImports: ['kafkajs', 'mongoose', 'mongodb', 'axios'],
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'coverage/**',
      '.nx/**',
      'services/gateway/console/src/api/openapi.ts',
    ],
  },
  ...tseslint.configs.strict.map((c) => ({ ...c, files: ['**/*.{ts,tsx}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: boundaries,
          // Only specs import it, so that what it starts (the services, by the tools) makes no circle of the product.
          ignoredCircularDependencies: [['*', '@dateline/testing']],
          // The command line loads what a command needs when it runs; the server beside it loads the same at its start.
          checkDynamicDependenciesExceptions: ['@dateline/.*'],
          banTransitiveDependencies: false,
          enforceBuildableLibDependency: false,
        },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-extraneous-class': [
        'error',
        { allowWithDecorator: true, allowConstructorOnly: true },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@dateline/testing', '@dateline/*/testing'], message: 'Only spec files use it.' },
          ],
        },
      ],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read once, in main.ts.' },
      ],
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
    },
  },
  {
    files: [
      'libs/{article,charset,dates,feed,extraction,similarity}/src/**/*.ts',
      `services/fetcher/src/{${PURE_OF_FETCHER.join(',')}}/**/*.ts`,
    ],
    ignores: ['**/*.spec.ts', ...OUTSIDE_OF_PURE],
    rules: {
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
      'no-restricted-syntax': ['error', ...CLOCK_AND_RANDOMNESS],
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'node:crypto', allowImportNames: ['createHash', 'hash'], message: PURE }],
          patterns: [{ regex: `^(?!${[...PURE_IMPORTS, '@dateline/.+'].join('|')})`, message: PURE }],
        },
      ],
      // Types alone of the other libraries: a store is handed in.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?!${[...PURE_IMPORTS, '@dateline/(contracts|config|http)$'].join('|')})`,
              allowTypeImports: true,
              message: PURE,
            },
            {
              group: ['@dateline/http'],
              allowImportNames: PURE_OF_HTTP,
              allowTypeImports: true,
              message: PURE,
            },
            {
              group: ['@dateline/config'],
              allowImportNames: ['RETRY_POLICIES', 'stepMs'],
              message: PURE,
            },
            { group: ['@dateline/testing', '@dateline/*/testing'], message: 'Only spec files use it.' },
          ],
        },
      ],
    },
  },
  {
    files: ['libs/{article,feed,extraction,similarity}/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      // Of the contract, too, a domain library takes the types alone.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^(?!${PURE_IMPORTS.join('|')})`, allowTypeImports: true, message: PURE }] },
      ],
    },
  },
  {
    files: [
      'services/*/src/main.ts',
      'services/*/src/cli/main.ts',
      'libs/testing/**/*.ts',
      'bench/**/*.ts',
      'tools/**/*.ts',
      'deploy/image/*.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Jest and Vite ask for it.
    files: ['tools/infrastructure/jest-*.ts', '**/vite.config.ts'],
    rules: { 'no-restricted-exports': 'off', 'no-restricted-properties': 'off' },
  },
  {
    // What stands on everything may reach into everything by its path.
    files: ['bench/**/*.ts', 'test/**/*.ts', 'deploy/**/*.ts', '.ci/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    files: [
      '**/*.spec.ts',
      '**/fixtures/**',
      'libs/contracts/src/**/*.schema.ts',
      'test/**/*.ts',
      '**/test/**/*.ts',
      'libs/testing/**/*.ts',
    ],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-properties': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  prettier,
);
