import type { Node } from '../elements/index.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { type Problem, problem } from '../problem.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

/** A process and a sub-process begin at one plain start event; an event sub-process at one with a trigger (B-22). */
export const startEvent: Rule = {
  id: 'start-event',
  profiles: BOTH,
  check(process, program) {
    const { contents } = indexOf(program, process.key);
    const scopes = process.nodes.filter(({ kind }) => kind === 'subProcess' || kind === 'transaction' || kind === 'eventSubProcess');
    return [
      ...checkProcess(process.key, startsIn(contents.get(process.key))),
      ...scopes.flatMap((scope) => (scope.kind !== 'eventSubProcess' ? checkSubProcess(scope.id, startsIn(contents.get(scope.id))) : checkEventSubProcess(scope.id, startsIn(contents.get(scope.id))))),
    ];

    function checkProcess(id: string, starts: readonly StartNode[]): Problem[] {
      if (starts.length === 0) return [flaw(program.profile, id, 'FLOW_START_MISSING')];
      return checkPlain(id, starts);
    }

    function checkSubProcess(id: string, starts: readonly StartNode[]): Problem[] {
      const triggered = starts.filter(({ trigger }) => trigger.kind !== 'none').map((start) => problem(start.id, 'SUB_PROCESS_START_TRIGGER'));
      return [...(starts.length === 0 ? [flaw(program.profile, id, 'FLOW_START_MISSING')] : []), ...triggered, ...checkPlain(id, starts)];
    }

    function checkPlain(id: string, starts: readonly StartNode[]): Problem[] {
      const plain = starts.filter(({ trigger }) => trigger.kind === 'none').length;
      return plain > 1 ? [flaw(program.profile, id, 'FLOW_START_SEVERAL', { count: plain })] : [];
    }
  },
};

type StartNode = Extract<Node, { kind: 'startEvent' }>;

const startsIn = (nodes: readonly Node[] = []): StartNode[] => nodes.filter((node) => node.kind === 'startEvent');

function checkEventSubProcess(id: string, starts: readonly StartNode[]): Problem[] {
  if (starts.length !== 1) return [problem(id, 'EVENT_SUB_PROCESS_START', { count: starts.length })];
  return starts[0]!.trigger.kind === 'none' ? [problem(starts[0]!.id, 'EVENT_SUB_PROCESS_START_PLAIN')] : [];
}
