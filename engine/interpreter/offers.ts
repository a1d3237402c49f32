import { isActivity, type Node } from '../elements/index.ts';
import type { AdHocSubProcessNode } from '../elements/adHocSubProcess.ts';
import type { Program } from '../program.ts';
import type { Instance, State } from '../state.ts';
import { IncidentRaised } from './incident.ts';
import { instancesIn, liveOf } from './live.ts';
import { readerOf } from './machine.ts';
import { beginnings, indexOf } from './programIndex.ts';
import { departmentOf } from './work.ts';

/** An activity that a person may begin in an open ad-hoc sub-process. */
export interface Offer {
  /** The instance of the sub-process. */
  readonly scope: number;
  readonly process: string;
  readonly within: AdHocSubProcessNode;
  readonly node: Node;
  /** Whose step it would be; null where it names no department, or its expression has no answer yet. */
  readonly department: string | null;
  /** Another activity runs, and here one is done at a time: not now. */
  readonly busy: boolean;
}

/** The ad-hoc sub-process that an instance is, where it is open and leaves its activities to people. */
export function offering(program: Program, scope: Instance | undefined): AdHocSubProcessNode | undefined {
  if (scope?.adHoc === undefined || scope.adHoc.closing || scope.node === null) return undefined;
  const node = indexOf(program, scope.process).nodes.get(scope.node);
  return node?.kind === 'adHocSubProcess' && node.byPerson ? node : undefined;
}

/** Ids of what a person may begin inside it, in document order. */
export const offered = (program: Program, process: string, { id }: AdHocSubProcessNode): readonly string[] => beginnings(indexOf(program, process).contents.get(id) ?? []);

export const isBusy = (node: AdHocSubProcessNode, scope: Instance): boolean => node.sequential && scope.live !== 0;

/** Everything a person may begin in a case, by the age of the sub-process, then in document order. */
export function offersOf(program: Program, state: State): readonly Offer[] {
  if (state.status !== 'running') return [];
  return instancesIn(state).flatMap((scope) => {
    const within = offering(program, scope);
    if (!within) return [];
    const { nodes } = indexOf(program, scope.process);
    return offered(program, scope.process, within).map((id) => {
      const node = nodes.get(id)!;
      return { scope: scope.id, process: scope.process, within, node, department: departmentFor(program, state, scope, node), busy: isBusy(within, scope) };
    });
  });
}

function departmentFor(program: Program, state: State, scope: Instance, node: Node): string | null {
  const step = isActivity(node) ? node.step : undefined;
  if (!step) return null;
  try {
    return departmentOf(readerOf(program, liveOf(state)), scope, step);
  } catch (error) {
    if (error instanceof IncidentRaised) return null;
    throw error;
  }
}
