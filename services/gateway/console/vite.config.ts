import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const gateway = process.env.DATELINE_URL ?? 'http://127.0.0.1:8080';
/** Navigations get the console; everything else that is not a file of the console goes to the gateway. */
const isNavigation = (accept = '') => accept.includes('text/html');

// Vite and ESLint ask for a default export.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    assetsDir: 'assets',
    // The gateway's content security policy allows no data: scripts and no inline ones.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/': {
        target: gateway,
        bypass: ({ url, headers }) =>
          isNavigation(headers.accept) ? '/index.html' : isOwnFile(url) ? url : null,
      },
    },
  },
});

/** Sources, what Vite makes of packages, its own scripts, and what stands in `public`. */
const isOwnFile = (url = '') => /^\/(?:src\/|node_modules\/|@|favicon\.svg)/.test(url);
