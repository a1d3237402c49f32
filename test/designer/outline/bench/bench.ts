import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import { createModeler } from '../../../../designer/modeler/createModeler.ts';
import { mainProcess } from '../../../../designer/modeler/drawnNodes.ts';
import type { OutlineEdits } from '../../../../designer/outline/edit/OutlineEdits.ts';
import { readScopes, type Scopes } from '../../../../designer/outline/edit/readScopes.ts';
import { Refusal } from '../../../../designer/outline/edit/refusal.ts';
import type { Moddle } from '../../../../designer/panel/address.ts';
import { randomEdit } from './randomEdit.ts';

/** The outline's edits on the real drawing tool, for tests. */
const modeler = createModeler({ container: document.getElementById('canvas')!, panel: document.getElementById('panel')!, language: 'zh-CN', data: { choices: () => [], contract: () => undefined, english: false, editable: true, text: (key) => key } });
const get = <T,>(name: string): T => modeler.get<T>(name);
const scopes = (): Scopes => readScopes(mainProcess(get<ElementRegistry>('elementRegistry'))!);
const element = (id: string): Moddle => (get<ElementRegistry>('elementRegistry').get(id) as unknown as { businessObject: Moddle }).businessObject;
const xml = async (): Promise<string> => (await modeler.saveXML({ format: true })).xml!;

/** What one edit did: the drawing after it, and after undo. */
export interface Outcome {
  readonly edit: string;
  readonly refused: string | null;
  readonly xml: string;
  readonly undone: string;
  /** Pairs of nodes that are drawn over each other. */
  readonly overlaps: readonly string[];
}

function overlaps(): string[] {
  interface Node { id: string; x: number; y: number; width: number; height: number; parent: unknown; host?: unknown; labelTarget?: unknown; waypoints?: unknown; type: string }
  const nodes = get<ElementRegistry>('elementRegistry').filter((each) => {
    const node = each as unknown as Node;
    return node.parent !== undefined && node.parent !== null && node.waypoints === undefined && !node.labelTarget && !node.host && !/Participant|Lane/.test(node.type);
  }) as unknown as Node[];
  const out = nodes.filter((each) => {
    const box = each.parent as Node;
    return box.waypoints === undefined && box.width !== undefined && !/Process$|_plane$/.test(box.id) && /SubProcess|Participant/.test(box.type) && (each.x < box.x || each.y < box.y || each.x + each.width > box.x + box.width || each.y + each.height > box.y + box.height);
  });
  return [...out.map(({ id }) => `${id} outside`), ...nodes.flatMap((a, index) =>
    nodes.slice(index + 1).filter((b) => a.parent === b.parent && a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y).map((b) => `${a.id}/${b.id}`),
  )];
}

async function run(name: keyof OutlineEdits, given: readonly unknown[]): Promise<Outcome & { value: unknown }> {
  const edits = get<OutlineEdits>('outlineEdits');
  const stack = get<CommandStack>('commandStack');
  const before = (stack as unknown as { _stackIdx: number })._stackIdx;
  let value: unknown = null;
  const told = name === 'remove' || name === 'removeBranch' ? edits.whyStays(given[0] as string) : undefined;
  const asTold = (refused: string | null): void => {
    if (told !== undefined && told !== refused) throw new Error(`Expected ${name} to be told beforehand, but it came to ${refused} after ${told}`);
  };
  try {
    value = (edits[name] as (...all: readonly unknown[]) => unknown)(...given);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if ((stack as unknown as { _stackIdx: number })._stackIdx !== before) throw new Error('A refused edit left a command behind');
    asTold(error.code);
    return { edit: name, refused: error.code, xml: await xml(), undone: '', overlaps: [], value };
  }
  asTold(null);
  const done = await xml();
  if ((stack as unknown as { _stackIdx: number })._stackIdx === before) return { edit: name, refused: 'NOTHING_TO_DO', xml: done, undone: '', overlaps: [], value };
  const over = overlaps();
  stack.undo();
  if ((stack as unknown as { _stackIdx: number })._stackIdx !== before) throw new Error(`Expected one command, but ${name} left several`);
  const undone = await xml();
  stack.redo();
  return { edit: name, refused: null, xml: done, undone, overlaps: over, value };
}

Object.assign(window, {
  outline: {
    load: (text: string) => modeler.importXML(text),
    scopes: () => Object.fromEntries(scopes()),
    run,
    xml,
    svg: async () => (await modeler.saveSVG()).svg,
    /** Makes so many random edits one after the other. */
    async wander(seed: number, count: number): Promise<{ start: string; outcomes: Outcome[] }> {
      const start = await xml();
      const outcomes: Outcome[] = [];
      const random = numbers(seed);
      while (outcomes.length < count) {
        const next = randomEdit(scopes(), element, random);
        if (next === null) continue;
        const outcome = await run(next.name, next.given);
        outcomes.push({ ...outcome, edit: `${next.name}(${JSON.stringify(next.given)})` });
      }
      return { start, outcomes };
    },
  },
});

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
