import type { Drawn } from '../../engine/drawn.ts';
import { isActivity, type Node } from '../../engine/elements/index.ts';
import { callablesOf, readCallable } from '../../engine/readGlobalTask.ts';
import type { Program } from '../../engine/program.ts';
import type { ConnectorContract } from '../../engine/register/connector.ts';
import { namesGiven } from '../../engine/rules/expressions.ts';

/** Names that have a value in a case by the drawing or by the platform, whatever the forms ask. */
export interface NamesDrawn {
  readonly given: ReadonlySet<string>;
  /** Without what a step puts out: an output by a field's name writes the field. */
  readonly own: ReadonlySet<string>;
}

/** Reads them from a drawing as it stands. What a step is given under a name of its own is known in that step alone, unless others stand in it. */
export function namesDrawn(definitions: Drawn, connectors: readonly ConnectorContract[] = []): NamesDrawn {
  const processes = callablesOf(definitions).map((each) => readCallable(each).process);
  const names = (change: (node: Node) => Node): ReadonlySet<string> => {
    const own = processes.map((process) => ({ ...process, nodes: process.nodes.map(change) }));
    const program = { main: own[0]?.key, processes: Object.fromEntries(own.map((each) => [each.key, each])) } as unknown as Program;
    return own[0] === undefined ? new Set() : namesGiven(own[0], program, { variables: ['materials'], connectors: Object.fromEntries(connectors.map((each) => [each.code, each])) });
  };
  const given = (node: Node): Node => (isActivity(node) && !HOLDS_OTHERS.has(node.kind) ? { ...node, inputs: [] } : node);
  return { given: names(given), own: names((node) => (isActivity(node) ? { ...given(node), outputs: [] } as Node : node)) };
}

const HOLDS_OTHERS: ReadonlySet<Node['kind']> = new Set(['subProcess', 'transaction', 'adHocSubProcess'] as const);
