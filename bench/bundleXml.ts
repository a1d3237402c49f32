import type { Node } from '../engine/elements/index.ts';
import type { Program } from '../engine/program.ts';

/** The flow of `bundleOf` as BPMN for another engine: its calls by `services.done`, its decision always for the first way. */
export function bundleXml({ processes, main }: Program): string {
  const { nodes, flows } = processes[main]!;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="bundle" targetNamespace="bench">
<process id="main" isExecutable="true">
${nodes.map(elementOf).join('\n')}
${flows.map(({ id, source, target, condition }) => `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${condition ? '<conditionExpression xsi:type="tFormalExpression">${true}</conditionExpression>' : ''}</sequenceFlow>`).join('\n')}
</process>
</definitions>`;
}

function elementOf(node: Node): string {
  const { id, kind } = node;
  if (kind === 'serviceTask') return `<serviceTask id="${id}" implementation="\${environment.services.done}"/>`;
  if (kind === 'boundaryEvent') return `<boundaryEvent id="${id}" attachedToRef="${node.attachedTo}" cancelActivity="false"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">P5D</timeDuration></timerEventDefinition></boundaryEvent>`;
  if (kind === 'exclusiveGateway') return `<exclusiveGateway id="${id}" default="${node.default}"/>`;
  return `<${kind} id="${id}"/>`;
}
