import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The console: static files that the backend serves at /console/. Nothing is inlined, so a strict CSP holds. */
export default defineConfig({
  root: here('app'),
  base: '/console/',
  plugins: [preact()],
  build: {
    outDir: here('../../dist/console'),
    emptyOutDir: true,
    target: 'chrome132',
    modulePreload: false,
    assetsInlineLimit: 0,
  },
});
