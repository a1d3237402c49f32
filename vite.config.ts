import vue from '@vitejs/plugin-vue';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const api = `http://127.0.0.1:${process.env.YJS_PORT ?? 7300}`;

/** vant's icons come as a font of another server; our pages use none of them and ask nobody. */
const withoutForeignFonts = {
  name: 'without-foreign-fonts',
  enforce: 'pre' as const,
  transform: (code: string, id: string) => (/[\\/]vant[\\/].*\.css$/.test(id.split('?')[0]!) ? code.replace(/@font-face\s*\{[^}]*\}/g, '') : undefined),
};

/**
 * One single-page build for every screen; heavy parts (diagrams, panel, layout) are loaded by their routes. The output
 * needs no inline script and no eval, so that the server can send a strict Content-Security-Policy.
 */
export default defineConfig({
  root: join(import.meta.dirname, 'ui'),
  plugins: [vue(), withoutForeignFonts],
  define: { __VUE_OPTIONS_API__: true, __INTLIFY_PROD_DEVTOOLS__: false, __VUE_I18N_LEGACY_API__: false },
  // A worker is a module that shares chunks with the pages.
  worker: { format: 'es' },
  build: {
    outDir: join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // bpmn-js, its panel and ELK are big by nature and load only with the designer.
    chunkSizeWarningLimit: 1700,
  },
  server: { host: '127.0.0.1', proxy: { '/api': api, '/enter': api, '/healthz': api, '/readyz': api, '/openapi.json': api } },
});
