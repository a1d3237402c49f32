import { attribute, child, expressionText } from '../drawn.ts';
import type { ActivityBase } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Element, Port } from './element.ts';
import { activationField, departmentField, general, limitFields, multiInstanceFields, stageField } from './fields.ts';

/**
 * Activities without a fixed order (BPMN 2.0, 10.3.5 and 13.3.5): those that no flow leads to begin by themselves, at once
 * or one after another in document order, or a person chooses which and when.
 */
export interface AdHocSubProcessNode extends ActivityBase {
  readonly kind: 'adHocSubProcess';
  readonly activity: true;
  readonly sequential: boolean;
  /** FEEL, asked each time an activity inside is done; where it holds the sub-process is done. */
  readonly completionCondition?: string;
  /** What still runs when the condition holds is waited for (cancelRemainingInstances="false"); else it is called off. */
  readonly keepsRemaining?: true;
  /** A person begins the activities (gov:activation="person"). */
  readonly byPerson?: true;
}

export const adHocSubProcess: Element<AdHocSubProcessNode> = {
  kind: 'adHocSubProcess',
  bpmnType: 'bpmn:AdHocSubProcess',
  fields: [
    ...general,
    { name: 'ordering', input: 'select', attribute: 'bpmn:ordering', group: 'flow', options: ['Parallel', 'Sequential'] },
    { name: 'doneWhen', input: 'feel', attribute: 'bpmn:completionCondition', group: 'flow' },
    { name: 'cancelRemaining', input: 'select', attribute: 'bpmn:cancelRemainingInstances', group: 'flow', options: ['true', 'false'] },
    activationField,
    departmentField,
    stageField,
    ...limitFields,
    ...multiInstanceFields,
  ],
  read(drawn) {
    const completionCondition = expressionText(child(drawn, 'completionCondition'));
    return {
      kind: 'adHocSubProcess',
      activity: true,
      sequential: attribute(drawn, 'ordering') === 'Sequential',
      ...(completionCondition ? { completionCondition } : {}),
      ...(drawn.get('cancelRemainingInstances') === false ? { keepsRemaining: true as const } : {}),
      ...(attribute(drawn, 'gov:activation') === 'person' ? { byPerson: true as const } : {}),
    };
  },
  behaviour: {
    enter(node, token, port) {
      const offered = port.beginnings(token);
      const first = node.byPerson ? [] : node.sequential ? offered.slice(0, 1) : offered;
      token.adHoc = { todo: node.byPerson ? [...offered] : offered.slice(first.length) };
      port.openScope(token, first);
    },
    contentDone(node, scope, port) {
      const { todo, closing } = scope.adHoc!;
      const next = closing || node.byPerson ? undefined : todo[0];
      if (next !== undefined) {
        scope.adHoc = { todo: todo.slice(1) };
        return port.start(next, scope);
      }
      // Tokens that wait at a join for one that nobody sends; or a person has still to choose.
      if (scope.live !== 0 || (node.byPerson && !closing && (todo.length > 0 || node.completionCondition !== undefined))) return;
      port.complete(scope);
    },
    innerDone(node, scope, port) {
      if (scope.adHoc!.closing) return true;
      if (node.completionCondition === undefined || !port.holds(node.completionCondition, scope)) return false;
      close(node, scope, port);
      return true;
    },
  },
};

/** The condition holds: nothing more begins, and what runs is called off or waited for. */
function close(node: AdHocSubProcessNode, scope: Instance, port: Port): void {
  scope.adHoc = { todo: [], closing: true };
  if (!node.keepsRemaining) port.interrupt(scope);
}
