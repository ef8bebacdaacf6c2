/** `npm test`: unit, integration and end-to-end tests, one after the other; all run, and the exit code is 0 only if all are green. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const PARTS = [
  { name: 'unit', args: [] },
  { name: 'integration', args: ['-c', 'jest.integration.config.mjs'] },
  { name: 'end-to-end', args: ['-c', 'jest.e2e.config.mjs'] },
];

const results = PARTS.map(({ name, args }) => {
  console.log(`\n${name} tests`);
  const jest = [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    ...args,
    ...process.argv.slice(2),
  ];
  const { status, signal } = spawnSync(process.execPath, jest, { cwd: root, stdio: 'inherit' });
  if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(130);
  return { name, passed: status === 0 };
});

console.log(`\n${results.map(({ name, passed }) => `${name}: ${passed ? 'passed' : 'FAILED'}`).join('   ')}`);
process.exit(results.every(({ passed }) => passed) ? 0 : 1);
