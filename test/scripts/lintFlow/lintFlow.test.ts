import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { drawing, end, path, start, user } from '../../support/drawing.ts';
import { runScript } from '../../support/runScript.ts';
import { root } from '../../support/sources.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const lint = (...files: string[]) => runScript([join(root, 'scripts/lintFlow.ts'), ...files], { LANG: 'zh_CN.UTF-8' });
const matter = 'gov:registerCode="SAMPLE-YJS-ACCEPTANCE" gov:leadDepartment="housing" gov:limitAmount="12"';
const folder = temporaryFolder('lint-flow');
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('lint-flow', () => {
  test('given the shipped matters, when they are checked together, then there is no error and the exit is 0', async () => {
    const matters = ['joint-visit', 'joint-utility-connection', 'open-a-restaurant'].map((name) => join(root, 'definitions/matters', name, 'flow.bpmn'));

    const { code, out } = await lint(...matters);

    expect(out.trim().split('\n').at(-1)).toMatch(/^0 errors, \d+ warnings$/);
    expect(code).toBe(0);
  }, 60_000);

  test('given a step without a limit, when it is checked, then the line names file, element and rule, says why, and offers the register’s limit', async () => {
    const flow = file('limit.bpmn', drawing(start + user('review', 'gov:department="marketRegulation" gov:role="approver" gov:item="SAMPLE-FOOD"') + end + path('start', 'review', 'end'), { attributes: 'gov:registerCode="SAMPLE-YJS-RESTAURANT" gov:leadDepartment="marketRegulation" gov:limitAmount="20" gov:items="SAMPLE-FOOD"' }));

    const { code, out } = await lint(flow);

    expect(out).toContain(`${flow}:review  ✗ LIMIT_MISSING  没有填写时限`);
    expect(out).toMatch(/LIMIT_MISSING.*\n    why: 时限公开承诺、依法计算.*\n    fix: 按事项登记填写 \d+ 工作日/);
    expect(out.trim().split('\n').at(-1)).toMatch(/^1 errors, \d+ warnings$/);
    expect(code).toBe(1);
  }, 60_000);

  test('given a matter outside the shipped register and one that differs from it, when they are checked, then each is told (SC-21)', async () => {
    const small = (attributes: string) => drawing(start + user('review', 'gov:department="housing" gov:role="approver" gov:limitAmount="1"') + end + path('start', 'review', 'end'), { attributes });

    const { code, out } = await lint(file('outside.bpmn', small('gov:leadDepartment="housing"')), file('differs.bpmn', small(matter.replace('"12"', '"13"'))));

    expect(out).toMatch(/outside\.bpmn:p {2}✗ REGISTER_CODE_MISSING/);
    expect(out).toMatch(/differs\.bpmn:p {2}✗ REGISTER_LIMIT_DIFFERS/);
    expect(code).toBe(1);
  }, 60_000);

  test('given --json and English, when a drawing is checked, then tools read the same codes', async () => {
    const flow = file('json.bpmn', drawing(start + user('review', 'gov:department="housing" gov:role="approver"') + end + path('start', 'review', 'end'), { attributes: matter }));

    const { code, out } = await lint(flow, '--json', '--lang', 'en');

    const found = JSON.parse(out) as { file: string; element: string; code: string; severity: string; why: string }[];
    expect(found.filter(({ severity }) => severity === 'error')).toMatchObject([{ file: flow, element: 'review', code: 'LIMIT_MISSING' }]);
    expect(found[0]!.why).toMatch(/[a-z]/);
    expect(code).toBe(1);
  }, 60_000);

  test('given two files of which one calls the other, when both are checked, then the call is known', async () => {
    const called = file('called.bpmn', drawing(start + user('a', 'gov:department="housing" gov:role="approver" gov:limitAmount="1"') + end + path('start', 'a', 'end'), { id: 'called-flow', attributes: matter }));
    const calls = file('calls.bpmn', drawing(`${start}<callActivity id="c" name="c" gov:department="housing" gov:limitAmount="2"><extensionElements><zeebe:calledElement processId="called-flow"/></extensionElements></callActivity>${end}${path('start', 'c', 'end')}`, { attributes: matter }));

    const alone = await lint(calls);
    const both = await lint(calls, called);

    expect(alone.out).toContain('CALLED_PROCESS_UNKNOWN');
    expect(both.out).not.toContain('CALLED_PROCESS_UNKNOWN');
    expect(both.code).toBe(0);
  }, 60_000);

  test('given a file with a DOCTYPE, one that is no BPMN and none at all, when they are checked, then each is refused in words', async () => {
    const doctype = file('doctype.bpmn', `<!DOCTYPE x [<!ENTITY a "b">]>${drawing(start)}`);
    const text = file('text.bpmn', 'hello');

    expect(await lint(doctype)).toMatchObject({ code: 1 });
    expect(await lint(text)).toMatchObject({ code: 1 });
    expect(await lint(join(folder, 'nothing.bpmn'))).toMatchObject({ code: 2 });
    expect((await lint()).err).toContain('usage');
  }, 60_000);
});

test('given the READMEs, when they list the commands, then lint-flow is among them', () => {
  expect(['README.md', 'README.zh-CN.md'].filter((name) => !readFileSync(join(root, name), 'utf8').includes('npm run lint-flow -- '))).toEqual([]);
});
