import type { Node } from '../engine/elements/index.ts';
import type { Program } from '../engine/program.ts';

/**
 * The flow of `bundleOf` as BPMN for another engine; its decision is always for the first way.
 * @param call the attributes by which that engine makes a call that is done at once.
 */
export function bundleXml({ processes, main }: Program, call: string): string {
  const { nodes, flows } = processes[main]!;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="bundle" targetNamespace="bench">
<process id="main" isExecutable="true">
${nodes.map((node) => elementOf(node, call)).join('\n')}
${flows.map(({ id, source, target, condition }) => `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${condition ? '<conditionExpression xsi:type="tFormalExpression">${true}</conditionExpression>' : ''}</sequenceFlow>`).join('\n')}
</process>
</definitions>`;
}

function elementOf(node: Node, call: string): string {
  const { id, kind } = node;
  if (kind === 'serviceTask') return `<serviceTask id="${id}" ${call}/>`;
  if (kind === 'boundaryEvent') return `<boundaryEvent id="${id}" attachedToRef="${node.attachedTo}" cancelActivity="false"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">P5D</timeDuration></timerEventDefinition></boundaryEvent>`;
  if (kind === 'exclusiveGateway') return `<exclusiveGateway id="${id}" default="${node.default}"/>`;
  return `<${kind} id="${id}"/>`;
}
