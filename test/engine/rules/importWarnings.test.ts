import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { drawing, end, path, start } from '../../support/drawing.ts';

const about = async (a: string, profile: 'matter' | 'bpmn', more = '') => {
  const { problems } = await compile(drawing(start + a + end + path('start', 'a', 'end'), { more }), { profile });
  return problems.filter(({ code }) => ['ATTRIBUTE_UNKNOWN', 'ELEMENT_UNKNOWN', 'ELEMENT_MISPLACED', 'BPMN_IMPORT_WARNING'].includes(code)).map(({ elementId, code, severity }) => `${elementId} ${code}${severity === 'warning' ? '?' : ''}`);
};

describe('what the reader warns of (B-06)', () => {
  test.each([
    ['an attribute that BPMN has not', '<userTask id="a" bogus="1"/>', 'a ATTRIBUTE_UNKNOWN'],
    ['an element that BPMN has not', '<userTask id="a"><bogus/></userTask>', 'a ELEMENT_MISPLACED'],
    ['an element of ours that is not known', '<userTask id="a"><extensionElements><zeebe:bogus/></extensionElements></userTask>', ' ELEMENT_UNKNOWN'],
  ])('%s is refused anywhere: it would be lost', async (_what, a, says) => {
    expect([await about(a, 'bpmn'), await about(a, 'matter')]).toEqual([[says], [says]]);
  });

  test('a reference to nothing that changes no execution is refused in a matter and shown elsewhere', async () => {
    const group = '<userTask id="a"/><group id="g" categoryValueRef="gone"/>';
    expect([await about(group, 'matter'), await about(group, 'bpmn')]).toEqual([['g BPMN_IMPORT_WARNING'], ['g BPMN_IMPORT_WARNING?']]);
  });

  test('an id that can\'t be read is said once, by its own rule', async () => {
    const { problems } = await compile(drawing(start + '<userTask id="环节"/>' + end + path('start', '环节', 'end')), { profile: 'bpmn' });
    expect(problems.filter(({ severity, elementId }) => severity === 'error' && !elementId.includes('_')).map(({ elementId, code }) => `${elementId} ${code}`)).toEqual(['环节 ID_INVALID']);
  });

  test.each([
    ['documentation', '<userTask id="a"><documentation textFormat="text/html"><h:p xmlns:h="http://www.w3.org/1999/xhtml">x</h:p></documentation></userTask>'],
    ['an annotation', '<userTask id="a"/><textAnnotation id="t"><text>Hello <p xmlns="http://www.w3.org/1999/xhtml">you <i>there</i></p> and <b>all</b></text></textAnnotation>'],
  ])('markup in %s is kept, and nothing is said of it', async (_where, written) => {
    expect([await about(written, 'matter'), await about(written, 'bpmn')]).toEqual([[], []]);
  });

  test('an encoding that was read before is no matter', async () => {
    const { problems } = await compile(`<?xml version="1.0" encoding="ISO-8859-1"?>${drawing(start + '<userTask id="a"/>' + end + path('start', 'a', 'end'))}`, { profile: 'bpmn' });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
