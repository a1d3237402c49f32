import { describe, expect, test } from '@jest/globals';
import { parseCase } from '../../../scripts/conformance/caseFile.ts';

const minimal = { id: 'one', bpmn: ['one.bpmn'], expect: {} };
const parse = (more: object) => parseCase(JSON.stringify({ ...minimal, ...more }));

describe('a case file', () => {
  test('gets what it leaves out from the format', () => {
    expect(parse({ steps: [{ start: { process: 'p' } }, { complete: { element: 'a' } }] })).toMatchObject({
      workers: {},
      steps: [{ start: { process: 'p', variables: {}, main: false } }, { complete: { element: 'a', variables: {}, times: 1, all: false } }],
    });
  });

  test('may name one state or several', () => {
    expect([parse({ expect: { state: 'completed' } }).expect.state, parse({ expect: { state: ['a', 'b'] } }).expect.state]).toEqual([['completed'], ['a', 'b']]);
  });

  test.each([
    ['an unknown step', { steps: [{ teleport: {} }] }, /steps\.0: .*teleport/],
    ['an unknown expectation', { expect: { mood: 'good' } }, /expect: .*mood/],
    ['an unknown way to answer', { workers: { a: { sulk: true } } }, /workers\.a: .*sulk/],
    ['a step without its element', { steps: [{ complete: {} }] }, /steps\.0\.complete\.element/],
    ['no drawing', { bpmn: [] }, /bpmn/],
  ])('with %s is refused by the name of the member', (_what, more, message) => {
    expect(() => parse(more)).toThrow(message);
  });
});
