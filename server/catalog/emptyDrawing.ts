/** The drawing a new definition begins with: one start event, the rest is the designer's. */
export function emptyDrawing(key: string, name: string): string {
  const process = processIdFor(key, ['definitions', 'start', 'diagram', 'plane']);
  const title = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:gov="https://yijianshi.example/schema/gov/1.0" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="https://yijianshi.example/definitions">
  <bpmn:process id="${process}" name="${title}" isExecutable="true" gov:profile="matter">
    <bpmn:startEvent id="start" name="受理" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${process}">
      <bpmndi:BPMNShape id="start_di" bpmnElement="start">
        <dc:Bounds x="160" y="160" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="167" y="203" width="22" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}

/** The id of a definition's process: its key, unless something else in the drawing is called so. */
export const processIdFor = (key: string, taken: readonly string[]): string => (taken.includes(key) ? `${key}_process` : key);
