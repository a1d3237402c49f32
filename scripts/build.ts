/** `npm run build`: builds the pages into dist/ and notes of which sources, so that the next start does not build them again. */
import { fileURLToPath } from 'node:url';
import { buildPages } from './supervise/pages.ts';

await buildPages(fileURLToPath(new URL('..', import.meta.url)), null).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
