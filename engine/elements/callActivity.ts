import { attribute, extension } from '../drawn.ts';
import { problem } from '../problem.ts';
import type { ActivityBase } from '../program.ts';
import type { Element } from './element.ts';
import { departmentField, general, limitFields, multiInstanceFields, stageField } from './fields.ts';

/** Runs another definition inside the case; the version is pinned at publish (BPMN 2.0, 10.3.6). */
export interface CallActivityNode extends ActivityBase {
  readonly kind: 'callActivity';
  readonly activity: true;
  /** Key of the called process. */
  readonly calls: string;
  /** Nothing but mapped inputs goes in (zeebe:calledElement propagateAllParentVariables="false"). */
  readonly closedIn?: true;
  /** Nothing but mapped outputs comes back (propagateAllChildVariables="false"). */
  readonly closedOut?: true;
}

/** `calledElement` is a qualified name; what it names is known here by its id alone. */
const localName = (name: string | undefined): string | undefined => name?.slice(name.lastIndexOf(':') + 1);

export const callActivity: Element<CallActivityNode> = {
  kind: 'callActivity',
  bpmnType: 'bpmn:CallActivity',
  fields: [...general, { name: 'calls', input: 'process', attribute: 'zeebe:CalledElement#processId', group: 'flow', required: true }, departmentField, stageField, ...limitFields, ...multiInstanceFields],
  read(drawn) {
    const called = extension(drawn, 'zeebe:CalledElement');
    return {
      kind: 'callActivity',
      activity: true,
      calls: (called && attribute(called, 'processId')) ?? localName(attribute(drawn, 'calledElement')) ?? '',
      ...(called && attribute(called, 'propagateAllParentVariables') === 'false' ? { closedIn: true as const } : {}),
      ...(called && attribute(called, 'propagateAllChildVariables') === 'false' ? { closedOut: true as const } : {}),
    };
  },
  check(node, { processes }) {
    if (!node.calls) return [problem(node.id, 'CALLED_PROCESS_MISSING')];
    return processes.includes(node.calls) ? [] : [problem(node.id, 'CALLED_PROCESS_UNKNOWN', { process: node.calls })];
  },
  behaviour: {
    enter: (node, token, port) => port.openProcess(token, node.calls),
    returned: (_node, caller, variables, port) => port.complete(caller, variables),
  },
};
