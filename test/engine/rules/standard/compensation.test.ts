import { compensation } from '../../../../engine/rules/standard/compensation.ts';
import { boundary, path, start, sub, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const undo = (attributes = '') => `<compensateEventDefinition ${attributes}/>`;
const tied = (from: string, to: string) => `<association id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const pair = (id: string) => user(id) + boundary(`${id}_b`, id, undo()) + user(`undo_${id}`, 'isForCompensation="true"') + tied(`${id}_b`, `undo_${id}`);
const inside = (id: string, attributes = '') => sub(id, `<startEvent id="${id}_start">${undo(attributes)}</startEvent>`, 'triggeredByEvent="true"');
const toss = (id: string, attributes = '') => `<intermediateThrowEvent id="${id}">${undo(attributes)}</intermediateThrowEvent>`;

standardTable(compensation, {
  valid: [
    ['a step with its handler, called back', pair('a') + toss('t', 'activityRef="a"') + toss('u')],
    ['an association drawn the other way round', user('a') + boundary('a_b', 'a', undo()) + user('h', 'isForCompensation="true"') + tied('h', 'a_b')],
    ['a sub-process whose steps have handlers, and a call, called back', sub('s', pair('a')) + '<callActivity id="c"/>' + toss('t', 'activityRef="s"') + toss('u', 'activityRef="c"')],
    ['a compensation event sub-process', sub('s', user('a') + inside('i'))],
    ['a throw in an event sub-process, for what stands beside it', sub('s', pair('a') + sub('e', toss('t', 'activityRef="a"'), 'triggeredByEvent="true"'))],
  ],
  invalid: [
    ['a catch that names an activity, and one that says to wait', pair('a').replace(undo(), undo('activityRef="a"')) + pair('b').replace(undo(), undo('waitForCompletion="false"')), ['a_b COMPENSATION_CATCH_WITH_ACTIVITY', 'b_b COMPENSATION_CATCH_WITH_WAIT']],
    ['the same at an event sub-process', sub('s', inside('i', 'activityRef="s" waitForCompletion="true"')), ['i_start COMPENSATION_CATCH_WITH_ACTIVITY', 'i_start COMPENSATION_CATCH_WITH_WAIT']],
    ['a catch without a handler', user('a') + boundary('b', 'a', undo()), ['b COMPENSATION_WITHOUT_HANDLER']],
    ['two handlers of one catch', pair('a') + user('h', 'isForCompensation="true"') + tied('a_b', 'h'), ['a_b COMPENSATION_HANDLERS']],
    ['calling back a step that nothing undoes', user('a') + toss('t', 'activityRef="a"'), ['t COMPENSATION_ACTIVITY_WITHOUT']],
    ['a handler that is not marked', user('a') + boundary('b', 'a', undo()) + user('h') + tied('b', 'h'), ['h COMPENSATION_HANDLER_UNMARKED']],
    ['a handler on another level', user('a') + boundary('b', 'a', undo()) + sub('s', user('h', 'isForCompensation="true"')) + tied('b', 'h'), ['h COMPENSATION_HANDLER_ELSEWHERE']],
    ['two catches of one step', pair('a') + boundary('c', 'a', undo()) + tied('c', 'undo_a'), ['a_b COMPENSATION_CAUGHT_TWICE', 'c COMPENSATION_CAUGHT_TWICE']],
    ['a sub-process that is undone both ways', sub('s', inside('i')) + boundary('b', 's', undo()) + user('h', 'isForCompensation="true"') + tied('b', 'h'), ['b COMPENSATION_CAUGHT_BOTH_WAYS']],
    ['flows to and from a handler', start + pair('a') + user('x') + path('start', 'undo_a', 'x'), ['undo_a COMPENSATION_HANDLER_WITH_INCOMING', 'undo_a COMPENSATION_HANDLER_WITH_OUTGOING']],
    ['a compensation event sub-process of the process itself', inside('i'), ['i COMPENSATION_AT_TOP']],
    ['two of one sub-process', sub('s', inside('i') + inside('j')), ['j COMPENSATION_SUB_PROCESS_TWICE']],
    ['calling back what is not there, or no step', start + toss('t', 'activityRef="gone"') + toss('u', 'activityRef="start"'), ['t COMPENSATION_ACTIVITY_UNKNOWN', 'u COMPENSATION_ACTIVITY_UNKNOWN']],
    ['calling back what is on another level', pair('a') + sub('s', toss('t', 'activityRef="a"') + sub('n', pair('b'))) + toss('u', 'activityRef="b"'), ['t COMPENSATION_ACTIVITY_ELSEWHERE', 'u COMPENSATION_ACTIVITY_ELSEWHERE']],
  ],
});
