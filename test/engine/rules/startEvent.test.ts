import { startEvent } from '../../../engine/rules/startEvent.ts';
import { duration, error, message, start, sub, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const event = (inner: string) => `<subProcess id="h" triggeredByEvent="true">${inner}</subProcess>`;

ruleTable(startEvent, {
  valid: [
    { title: 'one plain start', drawn: start + user('a') },
    { title: 'a plain start beside one by message', drawn: `${start}<startEvent id="m">${message()}</startEvent>` },
    { title: 'a start by time alone', drawn: `<startEvent id="t">${duration('P1D')}</startEvent>` },
    { title: 'a sub-process and an event sub-process, each with its own', drawn: start + sub('s', '<startEvent id="s1"/>') + event(`<startEvent id="h1">${error('e')}</startEvent>`) },
  ],
  invalid: [
    { title: 'no start (B-22)', drawn: user('a'), says: ['p FLOW_START_MISSING'] },
    { title: 'no start, where the standard allows it', drawn: user('a'), profile: 'bpmn', says: ['p FLOW_START_MISSING?'] },
    { title: 'two plain starts (B-22)', drawn: start + '<startEvent id="s2"/>', says: ['p FLOW_START_SEVERAL'] },
    { title: 'a sub-process without a start', drawn: start + sub('s', user('a')), says: ['s FLOW_START_MISSING'] },
    { title: 'a sub-process that starts by message', drawn: start + sub('s', `<startEvent id="s1">${message()}</startEvent>`), profile: 'bpmn', says: ['s1 SUB_PROCESS_START_TRIGGER'] },
    { title: 'an event sub-process without a start', drawn: start + event(''), profile: 'bpmn', says: ['h EVENT_SUB_PROCESS_START'] },
    { title: 'an event sub-process that starts by nothing', drawn: start + event('<startEvent id="h1"/>'), profile: 'bpmn', says: ['h1 EVENT_SUB_PROCESS_START_PLAIN'] },
  ],
});
