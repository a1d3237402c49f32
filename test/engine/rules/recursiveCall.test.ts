import { recursiveCall } from '../../../engine/rules/recursiveCall.ts';
import type { ProcessProgram } from '../../../engine/program.ts';
import { call, drawing, processOf, start } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const calling = (key: string, calls: string) => ({ [key]: { key, name: key, flows: [], nodes: [{ id: 'c', kind: 'callActivity', activity: true, calls, scope: key, incoming: [], outgoing: [] }] } as ProcessProgram });

ruleTable(recursiveCall, {
  valid: [{ title: 'a call of another process', drawn: start + call('c', 'q'), called: await processOf(drawing(start, { id: 'q' })) }],
  invalid: [
    { title: 'a process that calls itself (B-26)', drawn: start + call('c', 'p'), says: ['c CALL_RECURSIVE'] },
    { title: 'a process that is called by what it calls (B-26)', drawn: start + call('c', 'q'), called: { ...calling('q', 'r'), ...calling('r', 'p') }, says: ['c CALL_RECURSIVE'] },
    { title: 'itself, where an end may be drawn', drawn: start + call('c', 'p'), profile: 'bpmn', says: ['c CALL_RECURSIVE?'] },
  ],
});
