import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { boundary, drawing, end, mapping, message, path, service, start, sub, user } from '../../support/drawing.ts';
import { begin, MONDAY } from '../../support/runningCase.ts';
import type { Command } from '../../../engine/command.ts';

const one = (attributes = '', inner = '') => start + service('a', attributes, inner) + user('after') + end + path('start', 'a', 'after', 'end');
const jobs = (commands: readonly Command[]) => commands.flatMap((command) => (command.type === 'job' ? [command] : []));
const unreachable = { kind: 'failed', code: 'DEPARTMENT_UNREACHABLE', message: 'refused', retryable: true } as const;

describe('a service task', () => {
  test('asks its department for a record with the mapped values only, and goes on with the answer', async () => {
    const c = await begin(one('gov:item="I" gov:mode="async" gov:document="04"', mapping('name=who', '<limit=answer.days')), { variables: { who: 'x', secret: 'y' } });
    expect(jobs(c.commands)).toEqual([
      { type: 'job', id: expect.stringMatching(/^a~\d+~1$/), instance: expect.any(Number), attempt: 1, element: 'a', key: expect.stringMatching(/^C1\.\d+\.1$/), job: { type: 'department', department: 'housing', operation: 'processing', mode: 'async', item: 'I', variables: { name: 'x' } } },
    ]);
    c.answer('a', { kind: 'done', variables: { answer: { days: 3 } } });
    expect([c.open, c.variables]).toEqual([['after'], { who: 'x', secret: 'y', limit: 3 }]);
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'document', code: '04' }));
  });

  test.each([
    ['a department without a mapping sees nothing', '', {}],
    ['a worker without a mapping sees the case', '<extensionElements><zeebe:taskDefinition type="score"/><zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders></extensionElements>', { who: 'x' }],
  ])('%s', async (_what, inner, variables) => {
    const c = await begin(one('', inner), { variables: { who: 'x' } });
    expect(jobs(c.commands)[0]!.job.variables).toEqual(variables);
  });

  test('an answer comes once: the second is kept as evidence and has no effect', async () => {
    const c = await begin(one());
    const { id } = c.instance('a');
    c.answer('a', { kind: 'accepted' });
    c.answer('a', { kind: 'done', variables: { n: 1 } });
    const after = c.send({ type: 'job', instance: id, attempt: 1, outcome: { kind: 'done', variables: { n: 2 } } });
    expect(after).toEqual([{ type: 'late', what: 'job', instance: id }]);
    expect([c.variables, c.open]).toEqual([{ n: 1 }, ['after']]);
  });

  test('the callback may overtake the "accepted" of the call', async () => {
    const c = await begin(one());
    const { id } = c.instance('a');
    c.answer('a');
    expect(c.send({ type: 'job', instance: id, attempt: 1, outcome: { kind: 'accepted' } })).toEqual([{ type: 'late', what: 'job', instance: id }]);
    expect(c.open).toEqual(['after']);
  });

  test('a department that cannot be reached is asked again after 1, 5, 30 minutes, 2 and every 6 hours, with one key; after a day it is an incident', async () => {
    const c = await begin(one('gov:limitAmount="5"'));
    const tried: string[] = [];
    for (let at: string | null = MONDAY; at !== null; at = c.due) {
      c.until(at);
      tried.push(c.state.now);
      c.answer('a', unreachable);
      if (c.incidents.length > 0) break;
    }
    expect(tried.map((at) => at.slice(8, 16))).toEqual(['02T01:00', '02T01:01', '02T01:06', '02T01:36', '02T03:36', '02T09:36', '02T15:36', '02T21:36', '03T01:00']);
    expect(c.incidents).toEqual(['a: DEPARTMENT_UNREACHABLE']);
    expect(new Set(jobs(c.commands).map(({ key }) => key)).size).toBe(1);
    expect(new Set(jobs(c.commands).map(({ id }) => id)).size).toBe(9);
  });

  test('waiting that our connector causes stops the officer\'s clock and is charged to the connector', async () => {
    const c = await begin(one('gov:limitAmount="5"'));
    c.answer('a', { ...unreachable, waitedMs: 61_000 });
    expect(c.clockOf('a')!.stops).toEqual([{ from: MONDAY, reason: 'connector' }]);
    c.until('2026-03-02T01:01:00.000Z');
    c.answer('a', { kind: 'accepted' });
    expect(c.clockOf('a')!.stops).toEqual([{ from: MONDAY, to: '2026-03-02T01:01:00.000Z', reason: 'connector' }]);
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'job', state: 'waiting', waitedMs: 61_000 }));
  });

  test('waiting that our connector causes stops the limits around the step too, and is over when the step is called off; the case\'s limit runs', async () => {
    const c = await begin(start + sub('visit', '<startEvent id="s1"/>' + service('a') + boundary('b', 'a', message()) + user('instead') + path('s1', 'a') + path('b', 'instead'), 'gov:limitAmount="3"') + path('start', 'visit'), { attributes: 'gov:limitAmount="20"' });
    c.answer('a', unreachable);
    expect([c.clockOf('visit')!.stops, c.caseClock.stops]).toEqual([[{ from: MONDAY, reason: 'connector' }], []]);
    c.message('m');
    expect([c.open, c.clockOf('visit')!.stops, c.state.holds]).toEqual([['instead'], [{ from: MONDAY, to: MONDAY, reason: 'connector' }], {}]);
  });

  test('a department that took the job and says nothing is an incident when the limit ends; its clock ran, its late answer counts', async () => {
    const c = await begin(one('gov:limitAmount="2"'));
    c.answer('a', { kind: 'accepted' });
    expect(c.due).toBe('2026-03-04T15:59:59.000Z');
    c.until('2026-03-05T01:00:00.000Z');
    expect([c.incidents, c.due]).toEqual([['a: DEPARTMENT_SILENT'], null]);
    expect(c.clockOf('a')!.stops).toEqual([]);
    c.answer('a');
    expect([c.incidents, c.open]).toEqual([[], ['after']]);
  });

  test('silence is no incident before the limit has ended, also when a special procedure moved its end or stood over the acceptance of the call', async () => {
    const pause = { type: 'procedure' as const, procedure: 'startSpecialProcedure' as const, reason: '听证', basis: '行政许可法第四十五条' };
    const finish = { type: 'procedure' as const, procedure: 'finishSpecialProcedure' as const };
    for (const order of ['accepted first', 'accepted meanwhile']) {
      const c = await begin(one('gov:limitAmount="2"'));
      if (order === 'accepted first') c.answer('a', { kind: 'accepted' });
      c.send(pause);
      if (order === 'accepted meanwhile') c.answer('a', { kind: 'accepted' });
      c.until('2026-03-09T01:00:00.000Z');
      c.send(finish);
      expect([order, c.incidents]).toEqual([order, []]);
      c.until('2026-03-11T15:59:58.000Z');
      expect([order, c.incidents]).toEqual([order, []]);
      c.until('2026-03-11T15:59:59.000Z');
      expect([order, c.incidents]).toEqual([order, ['a: DEPARTMENT_SILENT']]);
    }
  });

  test('without a limit the silence becomes an incident after a day', async () => {
    const c = await begin(one());
    c.answer('a', { kind: 'accepted' });
    expect(c.due).toBe('2026-03-03T01:00:00.000Z');
  });

  test('a final failure is an incident at once; a retry with corrected values asks with another key and the mapped correction', async () => {
    const c = await begin(one('', mapping('code=code')), { variables: { code: 'wrong' } });
    const { id } = c.instance('a');
    c.answer('a', { kind: 'failed', code: 'DEPT_REJECTED', message: '400', retryable: false });
    expect(c.incidents).toEqual(['a: DEPT_REJECTED']);
    c.settle('retry', { code: 'right' });
    expect(jobs(c.commands).map(({ key, attempt, job }) => [key, attempt, job.variables])).toEqual([
      [`C1.${id}.1`, 1, { code: 'wrong' }],
      [`C1.${id}.2`, 2, { code: 'right' }],
    ]);
    // then an answer to the first body is evidence only
    c.answer('a', { kind: 'done' }, 1);
    expect(c.asked).toEqual(['a']);
    c.answer('a', { kind: 'done' }, 2);
    expect(c.open).toEqual(['after']);
  });

  test('a retry without correction keeps the key, so that the department acts once', async () => {
    const c = await begin(one());
    c.answer('a', { ...unreachable, retryable: false });
    c.settle('retry');
    expect(new Set(jobs(c.commands).map(({ key }) => key)).size).toBe(1);
  });

  test('a failure told twice counts once', async () => {
    const c = await begin(one());
    c.answer('a', unreachable);
    c.until('2026-03-02T01:01:00.000Z');
    c.answer('a', unreachable, 1);
    expect(c.log.at(-1)).toMatchObject({ type: 'late' });
    expect(c.instance('a').task).toMatchObject({ attempt: 2, failures: 1 });
  });

  test('a declared refusal without a catcher is an incident; skipped, the flow goes on', async () => {
    const c = await begin(one());
    const { id } = c.instance('a');
    c.answer('a', { kind: 'error', code: 'NO_CAPACITY' });
    expect(c.incidents).toEqual(['a: ERROR_UNCAUGHT']);
    c.send({ type: 'job', instance: id, attempt: 1, outcome: { kind: 'error', code: 'NO_CAPACITY' } });
    expect(c.log.at(-1)).toMatchObject({ type: 'late' });
    c.settle('skip');
    expect([c.incidents, c.open]).toEqual([[], ['after']]);
  });

  test('an output that cannot be mapped keeps the answer: it is not taken twice, and a retry maps it again', async () => {
    const c = await begin(one('', mapping('<n=answer + missing')));
    const { id } = c.instance('a');
    c.answer('a', { kind: 'done', variables: { answer: 1 } });
    expect(c.incidents).toEqual(['a: VAR_UNDEFINED']);
    c.send({ type: 'job', instance: id, attempt: 1, outcome: { kind: 'done', variables: { answer: 5 } } });
    expect(c.log.at(-1)).toMatchObject({ type: 'late' });
    c.settle('retry', { missing: 2 });
    expect([c.open, c.variables.n]).toEqual([['after'], 3]);
  });

  test.each([
    ['has a name, and says whom it asks and for which record', 'name="a" gov:department="housing" gov:operation="processing"', []],
    ['says nothing', '', ['NAME_MISSING', 'DEPARTMENT_MISSING', 'OPERATION_MISSING']],
  ])('of a matter that %s', async (_what, attributes, codes) => {
    const { problems } = await compile(drawing(start + `<serviceTask id="a" ${attributes}/>` + end + path('start', 'a', 'end')), { profile: 'matter' });
    expect(problems.filter(({ elementId, code }) => elementId === 'a' && /NAME|DEPARTMENT|OPERATION/.test(code)).map(({ code }) => code)).toEqual(codes);
  });
});
