import { describe, expect, test } from '@jest/globals';
import { compile } from '../../engine/compile.ts';
import { compileTogether } from '../../engine/deployment.ts';
import { drawing, end, path, start, user } from '../support/drawing.ts';
import { runningCase } from '../support/runningCase.ts';

const calling = start + '<callActivity id="c" calledElement="g"/>' + user('after') + end + path('start', 'c', 'after', 'end');
const called = async (global: string, content = calling) => {
  const { program, problems } = await compile(drawing(content, { more: global }), { profile: 'bpmn' });
  return { problems: problems.filter(({ severity }) => severity === 'error').map(({ elementId, code }) => `${elementId} ${code}`), start: (variables = {}) => runningCase(program!, { variables }) };
};

describe('a global task', () => {
  test('of a person waits in an inbox when it is called, and the call goes on with its answer', async () => {
    const c = (await called('<globalUserTask id="g" name="Ask"/>')).start();
    expect(c.open).toEqual(['g']);
    c.complete('g', { variables: { said: 'yes' } });
    expect([c.open, c.variables]).toEqual([['after'], { said: 'yes' }]);
  });

  test.each(['globalTask', 'globalManualTask'])('of the kind %s completes by itself', async (kind) => {
    const c = (await called(`<${kind} id="g"/>`)).start();
    expect([c.open, c.left]).toEqual([['after'], ['start: completed', 'g: completed', 'c: completed']]);
  });

  test('with a script runs it', async () => {
    const c = (await called('<globalScriptTask id="g" scriptLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/"><script>{ n: n + 1 }</script></globalScriptTask>')).start({ n: 1 });
    expect(c.variables).toEqual({ n: 2 });
  });

  test('is named by a qualified name too, and called as often as it is drawn', async () => {
    const twice = start + '<callActivity id="c" calledElement="tns:g"/><callActivity id="d" calledElement="g"/>' + end + path('start', 'c', 'd', 'end');
    const c = (await called('<globalUserTask id="g"/>', twice)).start();
    c.complete('g');
    c.complete('g');
    expect(c.status).toBe('completed');
  });

  test('in another file of the deployment is found, and is not started by itself', async () => {
    const { programs, problems } = await compileTogether(
      [{ name: 'a.bpmn', xml: drawing(calling) }, { name: 'b.bpmn', xml: drawing(start + end + path('start', 'end'), { id: 'q', more: '<globalUserTask id="g"/>' }) }],
      { profile: 'bpmn' },
    );
    expect([problems.filter(({ severity }) => severity === 'error'), Object.keys(programs)]).toEqual([[], ['p', 'q']]);
    expect(runningCase(programs.p!).open).toEqual(['g']);
  });

  test('is checked as the task it is', async () => {
    expect((await called('<globalScriptTask id="g" scriptLanguage="text/javascript"><script>1</script></globalScriptTask>')).problems).toEqual(['g SCRIPT_FORBIDDEN']);
  });
});
