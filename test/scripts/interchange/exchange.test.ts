import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exchange, exported } from '../../../scripts/interchange/exchange.ts';
import { drawing, end, path, start, user } from '../../support/drawing.ts';
import { seed } from '../../support/seed.ts';

const bytes = (xml: string) => Buffer.from(xml, 'utf8');
const base = process.env.YJS_CONFORMANCE;
const folder = base === undefined ? undefined : join(base, 'interchange');
const around = (inner: string, more = '') => drawing(start + inner + end + path('start', 'a', 'end'), { more });

describe('import and export of a drawing', () => {
  test.each([
    ['values that say what would hold without them', user('a', 'startQuantity="1" isForCompensation="false"')],
    ['attributes and elements of other tools', user('a', 'camunda:assignee="x" camunda:priority="5"', '<extensionElements><camunda:properties><camunda:property name="k" value="v"/></camunda:properties></extensionElements>')],
    ['a list named by a variable', user('a', '', '<multiInstanceLoopCharacteristics><loopDataInputRef>people</loopDataInputRef></multiInstanceLoopCharacteristics>')],
    ['references to nothing, as attribute and as element', `${user('a')}<laneSet id="l"><lane id="l1"><flowNodeRef>a</flowNodeRef><flowNodeRef>nobody</flowNodeRef></lane></laneSet><receiveTask id="r" messageRef="nothing"/>`],
    ['references with the prefix of the drawing\'s own namespace, and two to nothing at one element', `${user('a')}<laneSet id="l"><lane id="l1"><flowNodeRef>o:a</flowNodeRef><flowNodeRef>nobody</flowNodeRef><flowNodeRef>none</flowNodeRef></lane></laneSet><receiveTask id="r" messageRef="o:m"/>`, '<message id="m" name="m"/>'],
    ['annotations with their text, groups and associations', `${user('a')}<textAnnotation id="t"><text>一 &amp; 二</text></textAnnotation><association id="as" sourceRef="a" targetRef="t" associationDirection="None"/>`],
    ['expressions and events that are elements by the name of what they are for', `${user('a', '', '<multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality>2</loopCardinality><complexBehaviorDefinition><condition xsi:type="tFormalExpression">x = 1</condition><event id="thrown"><signalEventDefinition/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics>')}<correlationSubscription correlationKeyRef="k"><correlationPropertyBinding correlationPropertyRef="cp"><dataPath language="feel">x</dataPath></correlationPropertyBinding></correlationSubscription>`, '<message id="m" name="m"/><correlationProperty id="cp"><correlationPropertyRetrievalExpression messageRef="m"><messagePath id="mp">y</messagePath></correlationPropertyRetrievalExpression></correlationProperty>'],
    ['what assigns a resource, each expression by the name and type it has', `${user('a', '', '<performer id="pf"><resourceRef>r</resourceRef><resourceParameterBinding parameterRef="rp"><formalExpression id="e1" language="feel">=x</formalExpression></resourceParameterBinding></performer><potentialOwner id="po"><resourceAssignmentExpression><formalExpression evaluatesToTypeRef="t">=x</formalExpression></resourceAssignmentExpression></potentialOwner><humanPerformer id="hp"><resourceAssignmentExpression><expression xsi:type="tFormalExpression">=x</expression></resourceAssignmentExpression></humanPerformer><performer id="p2"><resourceAssignmentExpression><expression>in words</expression></resourceAssignmentExpression></performer>')}`, '<itemDefinition id="t"/><resource id="r" name="r"><resourceParameter id="rp" name="rp"/></resource>'],
    ['what a lane stands for', `${user('a')}<laneSet id="l"><lane id="l1"><partitionElement id="pe"><documentation>one</documentation></partitionElement><flowNodeRef>a</flowNodeRef></lane></laneSet>`],
    ['rare signs in names', user('a', '').replace('name="a"', 'name="𠮷 &lt;b&gt; 👨‍👩‍👧"')],
    ['documentation and a condition in CDATA', user('a', '', '<documentation><![CDATA[<b> & ]]></documentation>')],
    ['markup in a documentation, an annotation and a script, whatever its namespace', `${user('a', '', '<documentation textFormat="text/html">Say <b xmlns="urn:html">this &amp; <i>that</i></b> <o:y a="1">z</o:y></documentation>')}<textAnnotation id="t"><text><p>one</p> &lt; <!-- no --><p>two</p></text></textAnnotation><scriptTask id="s"><script><o:line>1</o:line></script></scriptTask>`],
    ['what is true or false in numbers, and numbers of other tools', `<subProcess id="a" triggeredByEvent="0" isForCompensation="1"><extensionElements><camunda:in isCollection="1"/></extensionElements></subProcess>`],
  ])('keeps %s', async (_what, inner, more = '') => {
    const xml = around(inner, more).replace('targetNamespace="test"', 'xmlns:o="test" targetNamespace="test"');
    expect(await exchange(bytes(xml))).toEqual([]);
  });

  test.each([
    ['', ''],
    [', where a script has signs that look like tags', '<b:scriptTask id="s"><b:script><![CDATA[List<String> names = null;]]></b:script></b:scriptTask>'],
  ])('keeps attributes of a namespace that is the default one as well%s', async (_what, inside) => {
    const xml = `<b:definitions xmlns="http://www.jboss.org/drools" xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tns="http://www.jboss.org/drools" id="d" targetNamespace="t"><b:process id="p" tns:packageName="defaultPackage">${inside}</b:process></b:definitions>`;
    expect(await exchange(bytes(xml))).toEqual([]);
  });

  test('keeps the type of an expression, whatever prefix the file has for BPMN', async () => {
    const xml = around(user('a')).replace('sourceRef="a" targetRef="end"/>', 'sourceRef="a" targetRef="end"><conditionExpression xsi:type="tFormalExpression">x &gt; 1</conditionExpression></sequenceFlow>');
    expect(await exchange(bytes(xml))).toEqual([]);
  });

  test('says what is lost, and where', async () => {
    // The second element of an id is dropped by the reader.
    const lost = await exchange(bytes(around(user('a') + user('a'))));
    expect(lost).toEqual([expect.stringContaining('userTask#a')]);
  });

  test('misses what an inventory lists and the drawing has not', async () => {
    const inventory = { elements: [{ type: 'userTask', id: 'a', name: 'a' }, { type: 'task', id: 'gone' }], di: { shapes: 1 } };
    expect(await exchange(bytes(around(user('a'))), inventory)).toEqual(['missing task gone', 'missing 1 shapes, got 0']);
  });

  test('is stable: what was exported once is exported the same again', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ''));
    await fc.assert(
      fc.asyncProperty(name, fc.constantFrom('userTask', 'serviceTask', 'callActivity'), fc.boolean(), async (text, type, looped) => {
        const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
        const once = await exported(around(`<${type} id="a" name="${escaped}">${looped ? '<multiInstanceLoopCharacteristics isSequential="false"/>' : ''}</${type}>`));
        expect(await exported(once)).toBe(once);
      }),
      { numRuns: 60, seed },
    );
  });

  // The reference models are other people's data: they are read where they lie.
  const models = folder !== undefined && existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.bpmn')) : [];
  if (models.length > 0) {
    test.each(models)('loses nothing of the reference model %s', async (file) => {
      expect(await exchange(readFileSync(join(folder!, file)))).toEqual([]);
    });
  }
});
