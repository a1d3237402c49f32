import type { Drawn } from '../drawn.ts';
import type { Problem } from '../problem.ts';
import type { ProblemCode } from '../problemCodes.ts';

/** One change of a drawing, as data: the designer makes it through its command stack, the command line says it. */
export type Edit =
  /** Sets an attribute (`gov:limitAmount`, `bpmn:name`, `bpmn:conditionExpression`); an empty value takes it away. */
  | { readonly kind: 'set'; readonly id: string; readonly attribute: string; readonly value: string }
  /** Gives an input of a step the value of a FEEL text; null takes it off. */
  | { readonly kind: 'input'; readonly id: string; readonly target: string; readonly source: string | null }
  /** Takes an output of a step off. */
  | { readonly kind: 'unmap'; readonly id: string; readonly target: string }
  /** Makes a flow the default one of its source; null: none. */
  | { readonly kind: 'default'; readonly id: string; readonly flow: string | null }
  /** Takes a foreign or unknown attribute or extension element off. */
  | { readonly kind: 'strip'; readonly id: string; readonly name: string }
  | { readonly kind: 'remove'; readonly ids: readonly string[] }
  /** Draws the element as another type in its place. */
  | { readonly kind: 'type'; readonly id: string; readonly type: string }
  | { readonly kind: 'connect'; readonly from: string; readonly to: string }
  /** Draws a new element after (or before) another and connects them. */
  | { readonly kind: 'append'; readonly id: string; readonly type: string; readonly name: string; readonly before?: boolean }
  /** Draws a gateway before an element and lets the given flows end there. */
  | { readonly kind: 'join'; readonly id: string; readonly type: string; readonly flows: readonly string[] }
  /** Gives the element an id that nothing else has. */
  | { readonly kind: 'newId'; readonly id: string };

/** What a fix may do. Words stand in ui/messages/<language>/fixes.json. */
export const fixIds = [
  'addStart', 'appendEnd', 'appendEnds', 'clearDefault', 'clockBasis', 'connectEnd', 'connectorTerms', 'cutFlows', 'defaultInsteadOfCondition', 'departmentFromItem',
  'dropCondition', 'halfWidth', 'interrupting', 'joinBranches', 'leadDepartment', 'limitFromItem', 'listItem', 'mapInput', 'mergeToJoin',
  'nameFromItem', 'newId', 'noLadder', 'operation', 'plainStart', 'removeGateway', 'removeIdle', 'scriptFormat',
  'setDefault', 'stepRole', 'strip', 'toUserTask', 'twinName', 'unmapInput', 'unmapOutput', 'usualLadder', 'waitForChosen',
] as const;

/** What would take a problem away mechanically. */
export interface Fix {
  readonly id: (typeof fixIds)[number];
  readonly params?: Readonly<Record<string, string | number>>;
  readonly edits: readonly Edit[];
}

/** What the city has registered, as far as a fix takes values from it. */
export interface Register {
  readonly items: Readonly<Record<string, { readonly name: string; readonly department: string; readonly limit?: { readonly amount: number; readonly unit: string } | null }>>;
  readonly departments: Readonly<Record<string, string>>;
  readonly ladders: readonly string[];
}

/** What a fixer sees: the problem, its element as drawn, and everything around it. */
export interface FixContext {
  readonly problem: Problem;
  readonly element: Drawn;
  readonly register: Register;
  /** Sequence flows that leave an element: `outgoing` of the drawing need not list them (BPMN 2.0, 8.4.13). */
  outgoing(element: Drawn): readonly Drawn[];
  /** Sequence flows that come to an element. */
  incoming(element: Drawn): readonly Drawn[];
}

/** Proposes the fix of some problems: one file, one way to mend. null: here it is not mechanical. */
export interface Fixer {
  readonly codes: readonly ProblemCode[];
  propose(context: FixContext): Fix | null;
}

export const sourceOf = (flow: Drawn): Drawn | undefined => flow.get('sourceRef') as Drawn | undefined;

export const targetOf = (flow: Drawn): Drawn | undefined => flow.get('targetRef') as Drawn | undefined;

/** How people know an element: by its name, else by its id. */
export const called = (element: Drawn | undefined): string => (element?.name === undefined || element.name === '' ? (element?.id ?? '') : element.name);
