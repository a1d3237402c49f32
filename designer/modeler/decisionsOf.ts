import { noParts, type Parts } from '../../definitions/parts.ts';
import { shippedDecisions } from '../decisions/shipped.ts';
import { type CompiledDecisions, compileDecisions } from '../../engine/decisions/compileFiles.ts';

let city: Promise<CompiledDecisions> | undefined;
let own: { readonly files: Parts['decisions']; readonly compiled: Promise<CompiledDecisions> } | undefined;

const cityDecisions = async (): Promise<CompiledDecisions> => compileDecisions((await shippedDecisions()).map(({ name, xml }) => ({ name: `${name}.dmn`, xml })));

/** The decisions that a definition can ask: the city's, and before them its own, with what is wrong with its own. */
export async function decisionsOf({ decisions: files }: Parts = noParts): Promise<CompiledDecisions> {
  if (own?.files !== files) own = { files, compiled: compileDecisions(Object.entries(files).map(([name, xml]) => ({ name, xml }))) };
  const [shared, mine] = await Promise.all([(city ??= cityDecisions()), own.compiled]);
  return { decisions: { ...shared.decisions, ...mine.decisions }, problems: mine.problems };
}
