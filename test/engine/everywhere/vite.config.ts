import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Packs the core with its compiler for a bare page. */
export default defineConfig({
  logLevel: 'error',
  build: { lib: { entry: join(import.meta.dirname, 'entry.ts'), formats: ['iife'], name: 'everywhere', fileName: () => 'everywhere.js' } },
});
