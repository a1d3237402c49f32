import type { Drawn } from '../../drawn.ts';
import { type Problem, warning } from '../../problem.ts';
import { BOTH, type DrawnRule, flaw } from '../rule.ts';
import { idOf, localName, walk } from './walk.ts';

const TASKS = ['bpmn:Task', 'bpmn:ManualTask', 'bpmn:UserTask', 'bpmn:ScriptTask', 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ReceiveTask', 'bpmn:BusinessRuleTask'];

/** Extensions of the Zeebe profile that are read, and where. */
const READ: Readonly<Record<string, readonly string[]>> = {
  calledDecision: ['bpmn:BusinessRuleTask'],
  calledElement: ['bpmn:CallActivity'],
  ioMapping: [...TASKS, 'bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess', 'bpmn:CallActivity'],
  loopCharacteristics: ['bpmn:MultiInstanceLoopCharacteristics'],
  subscription: ['bpmn:Message'],
  script: ['bpmn:ScriptTask'],
  taskDefinition: ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask'],
  taskHeaders: ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask'],
};

/** What would change the course of a case where it is executed. */
const EXECUTES: ReadonlySet<string> = new Set(['executionListeners', 'taskListeners', 'script', 'calledDecision', 'taskDefinition', 'ioMapping', 'calledElement', 'conditionalFilter', 'adHoc']);

/** Extensions of the Zeebe profile that this platform does not read, or not at this element. */
export const extensions: DrawnRule = {
  id: 'extensions',
  profiles: BOTH,
  check: (definitions, profile) =>
    [...walk(definitions)].flatMap((part) =>
      (part.extensionElements?.values ?? []).flatMap((value: Drawn): Problem[] => {
        const name = localName(value.$type).replace(/^./, (first) => first.toLowerCase());
        if (!value.$type.startsWith('zeebe:') || READ[name]?.includes(part.$type)) return [];
        return [EXECUTES.has(name) ? flaw(profile, idOf(part), 'EXTENSION_UNSUPPORTED', { extension: `zeebe:${name}` }) : warning(idOf(part), 'EXTENSION_IGNORED', { extension: `zeebe:${name}` })];
      }),
    ),
};
