import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { boundary, drawing, end, error, mapping, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const refused = (code: string) => expect.objectContaining({ code });
const one = (attributes = '', inner = '') => start + user('a', attributes, inner) + user('after') + end + path('start', 'a', 'after', 'end');

describe('a user task', () => {
  test('opens a work item of its department and role and goes on when it is answered', async () => {
    const c = await begin(one('gov:department="housing" gov:role="approver" gov:form="f" gov:stage="plan"', mapping('note=who + "!"')), { variables: { who: 'x' } });
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'opened', element: 'a', department: 'housing', role: 'approver', form: 'f', stage: 'plan', variables: { note: 'x!' } }));
    c.complete('a', { variables: { plan: 3 } });
    expect([c.open, c.variables]).toEqual([['after'], { who: 'x', plan: 3 }]);
  });

  test.each([
    ['an id', 'housing', 'housing'],
    ['FEEL', '=lead', 'power'],
  ])('belongs to the department given by %s', async (_what, drawn, department) => {
    const c = await begin(one(`gov:department="${drawn}"`), { variables: { lead: 'power' } });
    expect(c.instance('a').task).toMatchObject({ department });
  });

  test('without a department to be named it stops as an incident; a corrected value lets it open once, with one clock', async () => {
    const c = await begin(one('gov:department="=lead" gov:limitAmount="1"'), { variables: { lead: '' } });
    expect(c.incidents).toEqual(['a: DEPARTMENT_UNKNOWN']);
    c.settle('retry', { lead: 'power' });
    expect([c.open, c.incidents, Object.keys(c.state.clocks).length]).toEqual([['a'], [], 1]);
  });

  test.each([
    ['without an opinion', {}, 'OPINION_NOT_ALLOWED'],
    ['with one that is not offered', { opinion: 'rectify' as const }, 'OPINION_NOT_ALLOWED'],
    ['with a refusal that gives no reason', { opinion: 'disagree' as const, comment: ' ' }, 'REASON_REQUIRED'],
  ])('is not answered %s', async (_what, answer, code) => {
    const c = await begin(one('gov:opinions="agree,disagree"'));
    expect(() => c.complete('a', answer)).toThrow(refused(code));
  });

  test('keeps each opinion with its department and item, for the flow to decide on', async () => {
    const c = await begin(one('gov:opinions="agree,disagree" gov:department="power" gov:item="I-1"'));
    c.complete('a', { opinion: 'disagree', comment: 'no room' });
    expect(c.variables.opinions).toEqual([{ element: 'a', instance: expect.any(Number), department: 'power', item: 'I-1', opinion: 'disagree' }]);
    expect(c.open).toEqual(['after']);
  });

  test('raises DISAGREED where the step says that a refusal is an error', async () => {
    const drawn = start + user('a', 'gov:opinions="agree,disagree" gov:onDisagree="error"') + boundary('no', 'a', error('d')) + user('after') + user('other') + path('start', 'a', 'after') + path('no', 'other');
    const c = await begin(drawn);
    c.complete('a', { opinion: 'disagree', comment: 'no' });
    expect(c.open).toEqual(['other']);
  });

  test('a refusal that nobody catches waits for an operator: the person decides again, or the step counts', async () => {
    const c = await begin(one('gov:opinions="agree,disagree" gov:onDisagree="error"'));
    c.complete('a', { opinion: 'disagree', comment: 'no' });
    expect([c.incidents, c.open]).toEqual([['a: ERROR_UNCAUGHT'], []]);
    c.settle('retry');
    expect(c.open).toEqual(['a']);
    c.complete('a', { opinion: 'disagree', comment: 'still no' });
    c.settle('skip');
    expect([c.open, c.variables.opinion]).toEqual([['after'], 'disagree']);
  });

  test('is done once, by the one who took it', async () => {
    const c = await begin(one());
    const { id } = c.instance('a');
    c.send({ type: 'claim', instance: id }, 'ann');
    expect(() => c.send({ type: 'claim', instance: id }, 'bob')).toThrow(refused('TASK_CLAIMED'));
    expect(() => c.complete('a', {}, 'bob')).toThrow(refused('TASK_CLAIMED'));
    c.send({ type: 'release', instance: id }, 'ann');
    c.send({ type: 'claim', instance: id }, 'bob');
    c.complete('a', {}, 'bob');
    expect(() => c.send({ type: 'complete', instance: id })).toThrow(refused('TASK_ALREADY_DONE'));
  });

  test('issues the document it names, with the reason and the time it happened', async () => {
    const c = await begin(one('gov:document="07"'), { variables: { name: 'x' } });
    c.complete('a', { comment: 'because', variables: { fee: 300 }, occurredAt: '2026-02-27T08:00:00.000Z' });
    expect(c.log).toContainEqual({ type: 'document', code: '07', instance: expect.any(Number), data: { name: 'x', fee: 300, comment: 'because' } });
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'closed', how: 'completed', occurredAt: '2026-02-27T08:00:00.000Z' }));
  });

  test.each([
    ['nothing said', 'userTask id="a"', ['NAME_MISSING', 'DEPARTMENT_MISSING', 'ROLE_MISSING', 'LIMIT_MISSING']],
    ['the applicant needs no department', 'userTask id="a" name="a" gov:role="applicant" gov:limitAmount="1"', []],
    ['no cards still needs a limit', 'userTask id="a" name="a" gov:role="clerk" gov:department="x" gov:ladder="none"', ['LIMIT_MISSING']],
  ])('in a matter: %s', async (_what, element, codes) => {
    const { problems } = await compile(drawing(`${start}<${element}/>${end}${path('start', 'a', 'end')}`, { attributes: 'gov:leadDepartment="x" gov:limitAmount="9"' }), { profile: 'matter' });
    expect(problems.filter(({ elementId, severity }) => elementId === 'a' && severity === 'error').map(({ code }) => code)).toEqual(codes);
  });
});
