import { existsSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { evaluate } from '../../../engine/expressions/feel.ts';
import { drawing, end, flow, mapping, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';
import { CANARY, corpus } from './corpus.ts';
import { NOW } from './zoneProbe.ts';

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const deciding = (condition: string) => start + '<exclusiveGateway id="g" default="g_end"/>' + user('a', 'gov:department="housing" gov:role="clerk" gov:limitAmount="1" gov:limitUnit="workingDay" gov:limitKind="promised"') + end + path('start', 'g', 'end') + flow('g', 'a', condition) + path('a', 'end');

describe('the corpus of payloads', () => {
  beforeAll(() => rmSync(CANARY, { force: true }));

  test('is about two hundred', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(180);
    expect(new Set(corpus.map(({ text }) => text)).size).toBe(corpus.length);
  });

  test.each(corpus)('$family is refused at publish: $text (E-01)', async ({ text, foreign }) => {
    const { program, problems } = await compile(drawing(deciding(text), { attributes: 'gov:leadDepartment="housing"' }), { profile: 'matter', facts: { variables: ['x'] } });
    const codes = problems.filter(({ elementId, severity }) => elementId === 'g_a' && severity === 'error').map(({ code }) => code);
    expect(program).toBeNull();
    if (foreign) expect(['EXPR_SYNTAX', 'EXPR_FULL_WIDTH']).toContain(codes[0]);
    else expect(['EXPR_FUNCTION_UNKNOWN', 'EXPR_SIGN_TWICE', 'VAR_UNDEFINED']).toContain(codes[0]);
  });

  test.each(corpus)('$family ends as an incident where it is evaluated all the same: $text (E-01)', ({ text }) => {
    expect(() => evaluate(text, { x: 1 }, NOW)).toThrow(expect.objectContaining({ name: 'IncidentRaised' }));
  });

  test('stays what it is as data: kept, compared and passed on letter by letter (E-01, E-03, E-06)', async () => {
    const content = start + user('a') + user('b', '', mapping('copy=entered', '<out=copy')) + end + path('start', 'a', 'b', 'end');
    for (const { text } of corpus) {
      expect(evaluate('entered = other and entered + "" = other', { entered: text, other: text }, NOW)).toBe(true);
    }
    const payloads = Object.fromEntries(corpus.map(({ text }, i) => [`f${i}`, text]));
    const c = await begin(content, { variables: { entered: payloads } });
    c.complete('a');
    expect(c.variables.entered).toEqual(payloads);
    c.complete('b');
    expect([c.status, c.log.filter(({ type }) => type === 'incident')]).toEqual(['completed', []]);
  });

  test('has left no trace on the machine (E-01)', () => {
    expect(existsSync(CANARY)).toBe(false);
  });
});

describe('a place that is no expression', () => {
  test('keeps what looks like one, letter by letter (E-02, E-03)', async () => {
    const odd = '=${1+1} #{x} {{y}}';
    const { program } = await compile(drawing(start + `<userTask id="a" name="${escaped(odd)}"><documentation>${escaped(odd)}</documentation></userTask>` + end + path('start', 'a', 'end')), { profile: 'bpmn' });
    expect(program!.processes.p!.nodes.find(({ id }) => id === 'a')!.name).toBe(odd);
    expect(JSON.stringify(program)).not.toContain('documentation');
  });

  test('shows its name as it was drawn when a step opens (E-03)', async () => {
    const c = await begin(start + '<userTask id="a" name="${1+1}"/>' + end + path('start', 'a', 'end'));
    expect(c.log.find(({ type }) => type === 'opened')).toMatchObject({ name: '${1+1}' });
  });

  test.each([
    ['an execution listener', '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="=x"/></zeebe:executionListeners>'],
    ['a listener in another engine\'s language', '<camunda:executionListener expression="${x}" event="start"/>'],
    ['an assignee in another engine\'s language', '<camunda:formData/>'],
  ])('is refused or named, never run: %s (E-02)', async (_what, extension) => {
    const { problems } = await compile(drawing(start + user('a', '', `<extensionElements>${extension}</extensionElements>`) + end + path('start', 'a', 'end')), { profile: 'bpmn' });
    expect(problems.filter(({ elementId }) => elementId === 'a').map(({ code }) => code).some((code) => /FOREIGN|EXTENSION/.test(code))).toBe(true);
  });

  test.each([
    ['how many must agree', '<userTask id="a" name="a"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>=nrOfCompletedInstances &gt;= ${2}</completionCondition></multiInstanceLoopCharacteristics></userTask>'],
    ['whom a step goes to', user('a', 'gov:department="=${x}"')],
    ['when it is due', '<intermediateCatchEvent id="a"><timerEventDefinition><timeDuration>=${x}</timeDuration></timerEventDefinition></intermediateCatchEvent>'],
  ])('that is an expression takes FEEL alone: %s (E-02)', async (_what, element) => {
    const { program, problems } = await compile(drawing(start + element + end + path('start', 'a', 'end')), { profile: 'bpmn' });
    expect([program, problems.map(({ elementId, code }) => `${elementId} ${code}`)]).toEqual([null, expect.arrayContaining(['a EXPR_SYNTAX'])]);
  });
});
