import { describe, expect, test } from '@jest/globals';
import { drawing, end, loop, mapping, path, programOf, service, start, user } from '../../support/drawing.ts';
import { begin, runningCase } from '../../support/runningCase.ts';

const one = (inner = '', attributes = '') => start + service('a', attributes, inner) + user('after') + end + path('start', 'a', 'after', 'end');
const times = { occurredAt: '2026-02-27T01:00:00.000Z', reportedAt: '2026-03-01T01:00:00.000Z', receivedAt: '2026-03-02T01:00:00.000Z' };

describe('what is written down of a job', () => {
  test.each([
    ['done', { kind: 'done' as const }, { state: 'done' }],
    ['refused', { kind: 'error' as const, code: 'NO' }, { state: 'error', code: 'NO' }],
  ])('%s: the three times of a record where the department gives them, and none that it does not give', async (_what, outcome, entry) => {
    for (const given of [{}, { times }]) {
      const c = await begin(one());

      c.answer('a', { ...outcome, ...given });

      const { instance } = c.log.find(({ type }) => type === 'job') as { instance: number };
      expect(c.log.filter((each) => each.type === 'job').at(-1)).toEqual({ type: 'job', instance, element: 'a', attempt: 1, department: 'housing', operation: 'processing', ...entry, ...given });
    }
  });

  test('names a department and a record only where the step asks for one', async () => {
    const c = await begin(start + '<serviceTask id="a"/>' + end + path('start', 'a', 'end'));

    c.answer('a');

    expect(c.log.flatMap((each) => (each.type === 'job' ? [Object.keys(each).sort().join()] : []))).toEqual(['attempt,element,instance,state,type', 'attempt,element,instance,state,type']);
  });
});

describe('a call that only reads', () => {
  test.each([
    ['a department', service('a', 'gov:connector="look"'), [{ type: 'department', safe: true }]],
    ['a worker', '<serviceTask id="a" gov:connector="look" gov:operation="processing"/>', [{ type: 'a' }]],
  ])('is asked as such of %s', async (_, asking, expected) => {
    const look = { code: 'look', name: { zh: '查询', en: 'look' }, department: null, operation: 'processing', mode: 'sync', safe: true, inputs: [], outputs: [] } as const;

    const c = runningCase(await programOf(drawing(start + asking + end + path('start', 'a', 'end')), { facts: { connectors: { look } } }));

    expect(c.commands.flatMap((command) => (command.type === 'job' ? [{ type: command.job.type, ...(command.job.safe && { safe: command.job.safe }) }] : []))).toEqual(expected);
  });
});

describe('a late answer of a department whose silence was an incident', () => {
  const silent = async (drawn: string) => {
    const c = await begin(drawn, { variables: { list: ['x', 'y'] } });
    for (const { id } of Object.values(c.state.instances).filter(({ task }) => task !== undefined)) c.send({ type: 'job', instance: id, attempt: 1, outcome: { kind: 'accepted' } });
    c.until('2026-03-09T01:00:00.000Z');
    return c;
  };
  const settledHow = (c: Awaited<ReturnType<typeof silent>>) => c.log.flatMap((each) => (each.type === 'incident' && each.action === 'settled' ? [each.how] : []));

  test('settles it as a try that came through', async () => {
    const c = await silent(one());
    expect(c.incidents).toEqual(['a: DEPARTMENT_SILENT']);

    c.answer('a');

    expect([c.incidents, c.open, settledHow(c)]).toEqual([[], ['after'], ['retry']]);
  });

  test('settles that of its own instance alone where several departments are asked', async () => {
    const c = await silent(one(loop('inputCollection="=list"')));
    expect(c.incidents).toEqual(['a: DEPARTMENT_SILENT', 'a: DEPARTMENT_SILENT']);
    const [first] = Object.values(c.state.incidents);

    c.send({ type: 'job', instance: first!.instance, attempt: 1, outcome: { kind: 'done' } });

    expect(c.incidents).toEqual(['a: DEPARTMENT_SILENT']);
  });

  test('whose result can\'t be mapped is an incident of the flow, no longer of the department', async () => {
    const c = await silent(one(mapping('<n=days + missing')));

    c.answer('a', { kind: 'done', variables: { days: 1 } });

    expect(c.incidents).toEqual(['a: VAR_UNDEFINED']);
  });
});
