#!/usr/bin/env node
// The command line is built: `npm start` and `npm run build` do it.
await import('../dist/cli/main.js');
