import { attribute, type Drawn, extension, children } from '../drawn.ts';
import { problem } from '../problem.ts';
import type { ActivityBase } from '../program.ts';
import type { CheckContext, Element } from './element.ts';
import { departmentField, departmentFields, documentField, general, itemField, limitFields, multiInstanceFields, stageField } from './fields.ts';

/** What a task that asks a system carries beside the base. */
export interface JobTerms {
  /** `department`: a call to a department's system; else the name of a registered worker. */
  readonly taskType?: string;
  /** Code of the registered connector whose contract the step keeps to. It is looked at when the drawing is checked; the call itself is made by department, operation and mode. */
  readonly connector?: string;
  /** One of the ten record kinds of the department contract. */
  readonly operation?: string;
  /** `async`: the system answers "accepted" and calls back. */
  readonly mode?: 'sync' | 'async';
  /** The connector's contract said at publish that the call only reads. Never drawn: the register says it, and the version keeps it. */
  readonly safe?: true;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A system's step: a department system is asked, and its answer moves the case on (BPMN 2.0, 10.3.3). */
export interface ServiceTaskNode extends ActivityBase, JobTerms {
  readonly kind: 'serviceTask';
  readonly activity: true;
}

export const serviceTask: Element<ServiceTaskNode> = {
  kind: 'serviceTask',
  bpmnType: 'bpmn:ServiceTask',
  fields: [...general, departmentField, itemField, stageField, documentField, ...departmentFields, ...limitFields, ...multiInstanceFields],
  read: (drawn) => ({ kind: 'serviceTask', activity: true, ...readJobTerms(drawn) }),
  check: (node, context) => checkJobTerms(node, context),
  behaviour: {
    enter: (_node, token, port) => port.openJob(token),
    resume(_node, token, _wait, occurrence, port) {
      if (occurrence.kind === 'job') port.answerJob(token, occurrence.outcome);
    },
  },
};

/** Reads gov: attributes and zeebe:taskDefinition / taskHeaders. */
export function readJobTerms(drawn: Drawn): JobTerms {
  const type = attributeOf(extension(drawn, 'zeebe:TaskDefinition'), 'type');
  const connector = attribute(drawn, 'gov:connector');
  const operation = attribute(drawn, 'gov:operation');
  const mode = attribute(drawn, 'gov:mode');
  const headers = extension(drawn, 'zeebe:TaskHeaders');
  const entries = headers ? children(headers, 'values').map((header): [string, string] => [attribute(header, 'key') ?? '', attribute(header, 'value') ?? '']) : [];
  return {
    ...(type ? { taskType: type } : {}),
    ...(connector ? { connector } : {}),
    ...(operation ? { operation } : {}),
    ...(mode === 'async' || mode === 'sync' ? { mode } : {}),
    ...(entries.length > 0 ? { headers: Object.fromEntries(entries) } : {}),
  };
}

/** A matter's call must say whom it asks and for which record. */
export function checkJobTerms(node: ActivityBase & JobTerms, { profile }: CheckContext) {
  if (profile === 'bpmn') return [];
  return [
    ...(node.name ? [] : [problem(node.id, 'NAME_MISSING')]),
    ...(node.step?.department ? [] : [problem(node.id, 'DEPARTMENT_MISSING')]),
    ...(node.operation ? [] : [problem(node.id, 'OPERATION_MISSING')]),
  ];
}

const attributeOf = (drawn: Drawn | undefined, name: string): string | undefined => drawn && attribute(drawn, name);
