import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixers, type Register } from '../../../engine/fixes/index.ts';
import { boundary, duration, end, error, flow, mapping, path, service, start, user } from '../../support/drawing.ts';
import { drawing, names, sub } from '../../support/drawing.ts';
import { withShapes } from '../../support/withShapes.ts';
import { openBench, type Bench } from '../support/openBench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
}, 180_000);
afterAll(() => bench?.close());

const register: Register = {
  items: { FOOD: { name: '食品经营许可', department: 'market', limit: { amount: 8, unit: 'workingDay' } } },
  departments: { market: '市场监督管理局', housing: '住房城乡建设局' },
  ladders: ['none', 'default'],
};
const facts = { departments: ['market', 'housing'], items: { FOOD: { limitDays: 8 } }, ladders: ['none', 'default'], forms: [], variables: ['x', 'address'], connectors: { plan: { code: 'plan', name: { zh: '方案', en: 'plan' }, department: 'market', operation: 'processing', mode: 'async', inputs: [{ name: 'address', label: { zh: '地址', en: 'address' }, type: 'text', required: true }], outputs: [] } } };
const full = 'gov:department="housing" gov:role="approver" gov:limitAmount="2"';
const step = (id: string, attributes = full): string => user(id, attributes);
const one = (attributes: string): string => start + step('a', attributes) + end + path('start', 'a', 'end');
const asking = (attributes: string, inner = ''): string => start + `<serviceTask id="a" name="a" gov:connector="plan" ${attributes}>${inner}</serviceTask>` + end + path('start', 'a', 'end');
const lead = 'gov:leadDepartment="housing" gov:items="FOOD"';

interface Row {
  readonly code: string;
  readonly drawn: string;
  readonly attributes?: string;
  /** Part of the mended drawing. */
  readonly gives: RegExp;
  readonly profile?: 'matter' | 'bpmn';
}

const rows: readonly Row[] = [
  { code: 'GATEWAY_WITHOUT_DEFAULT', drawn: start + '<exclusiveGateway id="g"/>' + step('a') + step('b') + end + path('start', 'g') + flow('g', 'a', 'x > 1') + flow('g', 'b', 'x < 1') + path('a', 'end') + path('b', 'end'), gives: /<exclusiveGateway id="g" default="g_b"/ },
  { code: 'GATEWAY_FLOW_WITHOUT_CONDITION', drawn: start + '<exclusiveGateway id="g"/>' + step('a') + step('b') + end + path('start', 'g', 'a', 'end') + flow('g', 'b', 'x < 1') + path('b', 'end'), gives: /<exclusiveGateway id="g" default="g_a"/ },
  { code: 'DEFAULT_WITH_CONDITION', drawn: start + '<exclusiveGateway id="g" default="g_b"/>' + step('a') + step('b') + end + path('start', 'g') + flow('g', 'a', 'x > 1') + flow('g', 'b', 'x < 1') + path('a', 'end') + path('b', 'end'), gives: /<sequenceFlow id="g_b"[^>]*\/>/ },
  { code: 'CONDITION_IGNORED', drawn: start + '<parallelGateway id="g"/>' + step('a') + step('b') + '<parallelGateway id="j"/>' + end + path('start', 'g', 'a', 'j', 'end') + flow('g', 'b', 'x < 1') + path('b', 'j'), gives: /<sequenceFlow id="g_b"[^>]*\/>/ },
  { code: 'CONDITION_ALONE', drawn: start + step('a') + end + path('start', 'a') + flow('a', 'end', 'x > 1'), gives: /<sequenceFlow id="a_end"[^>]*\/>/ },
  { code: 'LIMIT_MISSING', drawn: one('gov:department="housing" gov:role="approver" gov:item="FOOD"'), gives: /gov:limitAmount="8" gov:limitUnit="workingDay" gov:limitKind="promised"/ },
  { code: 'STEP_LIMIT_OVER_ITEM', drawn: one('gov:department="market" gov:role="approver" gov:item="FOOD" gov:limitAmount="12" gov:limitKind="statutory"'), gives: /gov:limitAmount="8"[^>]*gov:limitKind="statutory"/ },
  { code: 'DEPARTMENT_MISSING', drawn: one('gov:role="approver" gov:item="FOOD" gov:limitAmount="2"'), gives: /gov:department="market"/ },
  { code: 'NAME_MISSING', drawn: start + `<userTask id="a" gov:item="FOOD" ${full}/>` + end + path('start', 'a', 'end'), gives: /name="食品经营许可"/ },
  { code: 'ROLE_MISSING', drawn: one('gov:department="housing" gov:limitAmount="2"'), gives: /gov:role="approver"/ },
  { code: 'LADDER_UNREGISTERED', drawn: one(`${full} gov:ladder="odd"`), gives: /gov:ladder="default"/ },
  { code: 'CARDS_FOR_APPLICANT', drawn: one('gov:role="applicant" gov:clock="stop" gov:clockBasis="b" gov:limitAmount="2" gov:ladder="default"'), gives: /gov:ladder="none"/ },
  { code: 'CLOCK_STOP_WITHOUT_BASIS', drawn: one(`${full} gov:clock="stop"`), gives: /gov:clockBasis="《中华人民共和国行政许可法》第四十五条"/ },
  { code: 'OPERATION_MISSING', drawn: start + '<serviceTask id="a" name="a" gov:department="housing"/>' + end + path('start', 'a', 'end'), gives: /gov:operation="processing"/ },
  { code: 'CONNECTOR_INPUT_MISSING', drawn: asking('gov:department="market" gov:operation="processing" gov:mode="async"'), gives: /<zeebe:input source="= address" target="address" \/>/ },
  { code: 'CONNECTOR_INPUT_UNKNOWN', drawn: asking('gov:department="market" gov:operation="processing" gov:mode="async"', mapping('address=address', 'odd=1')), gives: /^(?![\s\S]*target="odd")/ },
  { code: 'CONNECTOR_OUTPUT_UNKNOWN', drawn: asking('gov:department="market" gov:operation="processing" gov:mode="async"', mapping('address=address', '<point=address')), gives: /^(?![\s\S]*target="point")[\s\S]*target="address"/ },
  { code: 'CONNECTOR_DEPARTMENT', drawn: asking('gov:department="housing" gov:operation="processing" gov:mode="async"', mapping('address=address')), gives: /gov:department="market"/ },
  { code: 'CONNECTOR_OPERATION', drawn: asking('gov:department="market" gov:operation="collection" gov:mode="async"', mapping('address=address')), gives: /gov:operation="processing"/ },
  { code: 'CONNECTOR_MODE', drawn: asking('gov:department="market" gov:operation="processing"', mapping('address=address')), gives: /gov:mode="async"/ },
  { code: 'ITEM_OUTSIDE_MATTER', drawn: one(`${full} gov:item="FOOD"`), attributes: 'gov:leadDepartment="housing" gov:items="OTHER"', gives: /gov:items="OTHER,FOOD"/ },
  { code: 'LEAD_DEPARTMENT_MISSING', drawn: one(full), attributes: '', gives: /gov:leadDepartment="housing"/ },
  { code: 'FLOW_DEAD_END', drawn: start + step('a') + path('start', 'a'), gives: /<endEvent id="[^"]+">\s*<incoming>/ },
  { code: 'FLOW_DEAD_END', drawn: start + '<parallelGateway id="g"/>' + step('a') + step('b') + end + path('start', 'g', 'a', 'end') + path('g', 'b'), gives: /sourceRef="b" targetRef="end"/ },
  { code: 'BOUNDARY_WITHOUT_OUTGOING', profile: 'bpmn', drawn: one(full) + boundary('late', 'a', duration('P1D')), gives: /sourceRef="late" targetRef="end"/ },
  { code: 'START_WITHOUT_END', drawn: start + '<parallelGateway id="g"/>' + step('a') + step('b') + '<parallelGateway id="j"/>' + path('start', 'g', 'a', 'j') + path('g', 'b', 'j'), gives: /<endEvent id="[^"]+">\s*<incoming>/ },
  { code: 'FLOW_START_MISSING', drawn: step('a') + end + path('a', 'end'), gives: /<startEvent id="[^"]+">\s*<outgoing>/ },
  { code: 'FLOW_UNREACHABLE', drawn: one(full) + step('lost') + path('lost', 'end'), gives: /^(?![\s\S]*id="lost")/ },
  { code: 'GATEWAY_NEITHER', drawn: start + '<exclusiveGateway id="g"/>' + step('a') + end + path('start', 'g', 'a', 'end'), gives: /^(?![\s\S]*id="g")/ },
  { code: 'START_WITH_INCOMING', drawn: one(full) + '<exclusiveGateway id="g"/>' + path('a', 'g', 'start') + '<sequenceFlow id="more" sourceRef="g" targetRef="end"/>', gives: /^(?![\s\S]*targetRef="start")/ },
  { code: 'FLOW_DOUBLED', drawn: start + '<parallelGateway id="g"/>' + step('a') + step('b') + step('c') + end + path('start', 'g', 'a', 'c', 'end') + path('g', 'b', 'c'), gives: /<parallelGateway id="Gateway_[^"]+">\s*<incoming>a_c<\/incoming>\s*<incoming>b_c<\/incoming>/ },
  { code: 'FLOW_DEADLOCK', drawn: start + '<exclusiveGateway id="g" default="g_b"/>' + step('a') + step('b') + '<parallelGateway id="j"/>' + end + path('start', 'g') + flow('g', 'a', 'x > 1') + flow('g', 'b') + path('a', 'j', 'end') + path('b', 'j'), gives: /<inclusiveGateway id="[^"]+">\s*<incoming>a_j/ },
  { code: 'TERM_UNKNOWN', drawn: one(`${full} gov:odd="1"`), gives: /^(?![\s\S]*gov:odd)/ },
  { code: 'TERM_UNUSED', drawn: one(`${full} gov:clockBasis="b"`), gives: /^(?![\s\S]*gov:clockBasis)/ },
  { code: 'FOREIGN_EXECUTION', drawn: start + service('a', 'camunda:class="Evil" gov:limitAmount="2"') + end + path('start', 'a', 'end'), gives: /^(?![\s\S]*camunda:class)/ },
  { code: 'FOREIGN_IGNORED', drawn: one(`${full} camunda:asyncBefore="true"`), gives: /^(?![\s\S]*camunda:asyncBefore)/ },
  { code: 'STEP_WITHOUT_DOER', drawn: start + '<task id="a" name="a"/>' + end + path('start', 'a', 'end'), gives: /<userTask id="[^"]+" name="a"/ },
  { code: 'SUB_PROCESS_START_TRIGGER', drawn: start + sub('s', `<startEvent id="inner"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></startEvent>${step('a')}<endEvent id="out"/>` + path('inner', 'a', 'out')) + end + path('start', 's', 'end'), gives: /^(?![\s\S]*timerEventDefinition)/ },
  { code: 'SCRIPT_FORMAT_MISSING', drawn: start + '<scriptTask id="a" name="a"><script>=1</script></scriptTask>' + end + path('start', 'a', 'end'), gives: /scriptFormat="feel"/ },
  { code: 'ERROR_NOT_INTERRUPTING', drawn: one(full) + boundary('bad', 'a', error('e'), 'cancelActivity="false"') + path('bad', 'end'), gives: /<boundaryEvent id="bad" attachedToRef="a">/ },
  { code: 'EXPR_FULL_WIDTH', drawn: start + '<exclusiveGateway id="g" default="g_b"/>' + step('a') + step('b') + end + path('start', 'g') + flow('g', 'a', 'x ＞ （1）') + flow('g', 'b') + path('a', 'end') + path('b', 'end'), gives: /=x &gt; \(1\)|=x > \(1\)/ },
  { code: 'NAME_TWIN', drawn: start + `<userTask id="a" name="\u00e9" ${full}/><userTask id="b" name="e\u0301" ${full}/>` + end + path('start', 'a', 'b', 'end'), gives: /name="\u00e9"[\s\S]*name="\u00e9"/ },
];

test.each(rows)('the fix of $code mends the drawing, and one undo takes it back', async ({ code, drawn, attributes = lead, gives, profile = 'matter' }) => {
  const xml = await withShapes(drawing(drawn, { attributes, more: names }));

  const mended = await bench.page.evaluate((given) => (window as unknown as { bench: { mend(...all: unknown[]): Promise<{ before: string[]; fix: { id: string } | null; after: string[]; xml: string; undone: boolean }> } }).bench.mend(...given), [xml, code, register, facts, profile] as unknown[]);

  expect(mended.before).toContain(code);
  expect(mended.fix).not.toBeNull();
  expect({ left: mended.after.filter((each) => each === code), undone: mended.undone }).toEqual({ left: [], undone: true });
  expect(mended.xml).toMatch(gives);
}, 30_000);

test('given every fix, no code is mended in two ways', () => {
  const codes = fixers.flatMap((fixer) => fixer.codes);

  expect(new Set(codes).size).toBe(codes.length);
});
