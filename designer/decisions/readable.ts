import { type DecisionDraft, readDecisions } from '../../engine/decisions/tableModel.ts';

/** The decisions of a file; null where it is no DMN that can be read, or holds no decision. */
export async function readable(xml: string): Promise<readonly DecisionDraft[] | null> {
  try {
    const found = await readDecisions(xml);
    return found.length > 0 ? found : null;
  } catch {
    return null;
  }
}
