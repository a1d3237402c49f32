import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compileDecisions } from '../../../engine/decisions/compileFiles.ts';
import { evaluateDecision } from '../../../engine/decisions/evaluate.ts';
import { renamedInput } from '../../../engine/decisions/renamedInput.ts';
import { readDecisions } from '../../../engine/decisions/tableModel.ts';
import { root } from '../../support/sources.ts';

const shipped = readFileSync(join(root, 'definitions/decisions/food-premises-risk.dmn'), 'utf8');
const file = (logic: string, more = ''): string => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"><inputData id="i" name="area"><variable id="iv" name="area"/></inputData>${more}<decision id="risk" name="risk"><variable id="v" name="risk"/><informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>${logic}</decision></definitions>`;

describe('what a decision is asked with, given another name', () => {
  test('given the shipped table, when its input is called otherwise, then it decides the same, and asks for the new name alone', async () => {
    const { xml, count, unsure } = await renamedInput(shipped, 'area', 'size');
    const { decisions } = await compileDecisions([{ name: 'f', xml }]);
    const [[id, program]] = Object.entries(decisions) as [[string, (typeof decisions)[string]]];
    const [table] = await readDecisions(xml);

    expect([count, unsure, table!.table!.inputs.map(({ expression }) => expression)]).toEqual([1, false, ['size', 'hotFood']]);
    expect(evaluateDecision(program, id, { values: { size: 320, hotFood: false }, json: true }, '2026-01-05T01:00:00.000Z').value).toBe('high');
  });

  test.each([
    ['an expression', file('<literalExpression id="l"><text>if area &gt; 3 then "area" else "no"</text></literalExpression>'), ['if size &gt; 3 then "area" else "no"']],
    ['tests of another input', file('<decisionTable id="t"><input id="a"><inputExpression id="e"><text>total</text></inputExpression></input><output id="o"/><rule id="r1"><inputEntry id="n"><text>&lt; area, [area..9]</text></inputEntry><outputEntry id="u"><text>area</text></outputEntry></rule></decisionTable>'), ['&lt; size, [size..9]', '<text>size</text>']],
  ])('given %s, then it says the new name', async (_what, xml, parts) => {
    const made = await renamedInput(xml, 'area', 'size');

    expect(made.unsure).toBe(false);
    for (const part of [...parts, 'name="size"']) expect(made.xml).toContain(part);
  });

  test.each([
    ['a decision of that name', file('<literalExpression id="l"><text>area</text></literalExpression>', '<decision id="other" name="area"><variable id="ov" name="area"/><literalExpression id="ol"><text>1</text></literalExpression></decision>')],
    ['an entry of a context of that name', file('<context id="c"><contextEntry id="ce"><variable id="cv" name="area"/><literalExpression id="l"><text>1</text></literalExpression></contextEntry></context>')],
  ])('given %s, then the file stays, and somebody has to look', async (_what, xml) => {
    expect(await renamedInput(xml, 'area', 'size')).toEqual({ xml, count: 0, unsure: true });
  });
});
