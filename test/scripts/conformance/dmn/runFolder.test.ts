import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runFolder } from '../../../../scripts/conformance/dmn/runFolder.ts';
import { decision, input, literal, model } from '../../../support/decisions.ts';
import { root } from '../../../support/sources.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const tests = (cases: string) => `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>m.dmn</modelName>${cases}</testCases>`;
const one = (id: string, result: string, n = '2') => `<testCase id="${id}"><inputNode name="n"><value xsi:type="xsd:decimal">${n}</value></inputNode>${result}</testCase>`;
const expected = (name: string, value: string, error = '') => `<resultNode name="${name}"${error}><expected>${value}</expected></resultNode>`;

const drawn = model(
  input('n', 'number') + decision('twice', literal('n * 2'), ['input:n']) + decision('list', literal('[n, {a: "x", on: date("2026-01-01")}]'), ['input:n']) + decision('wrong', literal('n + "x"'), ['input:n']),
);

const folder = temporaryFolder('dmn');

test('the tests of a folder are run, each by itself, with what it expected and what it got', async () => {
  const inside = join(folder, 'compliance-level-2', 'own');
  mkdirSync(inside, { recursive: true });
  writeFileSync(join(inside, 'm.dmn'), drawn);
  writeFileSync(join(inside, 't.xml'), tests([
    one('right', expected('twice', '<value xsi:type="xsd:decimal">4</value>')),
    one('structure', expected('list', '<list><item><value xsi:type="xsd:decimal">2</value></item><item><component name="a"><value xsi:type="xsd:string">x</value></component><component name="on"><value xsi:type="xsd:date">2026-01-01</value></component></item></list>')),
    one('error', expected('wrong', '<value xsi:nil="true"/>', ' errorResult="true"')),
    one('nil', expected('wrong', '<value xsi:nil="true"/>')),
    one('off', expected('twice', '<value xsi:type="xsd:decimal">5</value>')),
    one('unknown', expected('nothing', '<value xsi:type="xsd:decimal">5</value>')),
  ].join('')));
  writeFileSync(join(inside, 'z.xml'), '<nonsense');
  const outcomes = await runFolder(folder);

  expect(outcomes.map(({ id, passed }) => [id.replace(/^.*#/, '').replace(/^.*\//, ''), passed])).toEqual([['right', true], ['structure', true], ['error', true], ['nil', true], ['off', false], ['unknown', false], ['z.xml', false]]);
  expect(outcomes.filter(({ passed }) => !passed).map(({ reason }) => reason)).toEqual(['twice: expected 5, got 4', expect.stringContaining('there is no decision "nothing"'), expect.stringContaining('cannot be read')]);
  expect(new Set(outcomes.map(({ level }) => level))).toEqual(new Set(['compliance-level-2']));

  let said = '';
  try {
    execFileSync(process.execPath, [join(root, 'scripts/conformanceDmn.ts'), folder], { encoding: 'utf8' });
  } catch (error) {
    said = (error as { stdout: string; status: number }).stdout;
    expect((error as { status: number }).status).toBe(1);
  }
  expect(said.trim().split('\n').at(-1)).toBe('4 passed, 3 failed');
});
