import { noParts, type Parts } from '../../definitions/parts.ts';
import { type CompiledDecisions, compileDecisions } from '../../engine/decisions/compileFiles.ts';

const shipped = import.meta.glob<string>('../../definitions/decisions/*.dmn', { query: '?raw', import: 'default' });

let city: Promise<CompiledDecisions> | undefined;
let own: { readonly files: Parts['decisions']; readonly compiled: Promise<CompiledDecisions> } | undefined;

const cityDecisions = async (): Promise<CompiledDecisions> =>
  compileDecisions(await Promise.all(Object.entries(shipped).sort(([a], [b]) => (a < b ? -1 : 1)).map(async ([path, read]) => ({ name: path.slice(path.lastIndexOf('/') + 1), xml: await read() }))));

/** The decisions that a definition can ask: the city's, and before them its own, with what is wrong with its own. */
export async function decisionsOf({ decisions: files }: Parts = noParts): Promise<CompiledDecisions> {
  if (own?.files !== files) own = { files, compiled: compileDecisions(Object.entries(files).map(([name, xml]) => ({ name, xml }))) };
  const [shared, mine] = await Promise.all([(city ??= cityDecisions()), own.compiled]);
  return { decisions: { ...shared.decisions, ...mine.decisions }, problems: mine.problems };
}
