import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { drawing, end, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const zeebe = (expression: string, result = '') => `<scriptTask id="a" name="a"><extensionElements><zeebe:script expression="${expression}" ${result ? `resultVariable="${result}"` : ''}/></extensionElements></scriptTask>`;
const standard = (script: string, format = 'scriptFormat="feel"') => `<scriptTask id="a" name="a" ${format}><script>${script}</script></scriptTask>`;
const around = (task: string) => start + task + user('b') + end + path('start', 'a', 'b', 'end');

describe('a script task', () => {
  test.each([
    ['zeebe:script with a result variable', zeebe('=n * 2', 'twice'), { n: 4, twice: 8 }],
    ['zeebe:script without one, giving a context', zeebe('={ x: n + 1, y: &quot;t&quot; }'), { n: 4, x: 5, y: 't' }],
    ['the standard\'s script in FEEL', standard('{ n: n + 1 }'), { n: 5 }],
    ['a value that has no name', standard('n * 2'), { n: 4 }],
    ['no script at all', '<scriptTask id="a" name="a"/>', { n: 4 }],
  ])('runs %s and goes on', async (_what, task, variables) => {
    const c = await begin(around(task), { variables: { n: 4 } });
    expect([c.open, c.variables]).toEqual([['b'], variables]);
  });

  test.each(['feel', 'FEEL', 'application/feel', 'https://www.omg.org/spec/DMN/20191111/FEEL/'])('takes "%s" for FEEL', async (format) => {
    const c = await begin(around(standard('{ n: 1 }', `scriptFormat="${format}"`)));
    expect(c.variables).toEqual({ n: 1 });
  });

  test.each([
    ['a script in another language (B-20)', standard('x', 'scriptFormat="text/javascript"'), 'SCRIPT_FORBIDDEN'],
    ['a script that does not say its language', standard('x', ''), 'SCRIPT_FORMAT_MISSING'],
    ['a script that can\'t be read', standard('1 +'), 'EXPR_SYNTAX'],
  ])('with %s is refused', async (_what, task, code) => {
    const { program, problems } = await compile(drawing(around(task)), { profile: 'bpmn' });
    expect([program, problems.filter(({ severity }) => severity === 'error').map((each) => [each.elementId, each.code])]).toEqual([null, [['a', code]]]);
  });

  test('without a script is refused in a matter', async () => {
    const { problems } = await compile(drawing(around('<scriptTask id="a" name="a"/>')), { profile: 'matter' });
    expect(problems.map(({ code }) => code)).toContain('SCRIPT_MISSING');
  });

  test('that names an unknown variable is an incident; a corrected value lets it run', async () => {
    const c = await begin(around(zeebe('=m + 1', 'x')));
    expect(c.incidents).toEqual(['a: VAR_UNDEFINED']);
    c.settle('retry', { m: 1 });
    expect([c.open, c.variables]).toEqual([['b'], { m: 1, x: 2 }]);
  });
});
