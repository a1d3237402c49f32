import { beforeEach, describe, expect, test } from '@jest/globals';
import { readBpmn, writeBpmn } from '../../../engine/bpmn.ts';
import type { Drawn } from '../../../engine/drawn.ts';
import { readAt, type Moddle } from '../../../designer/panel/address.ts';
import { readField, valuesOf } from '../../../designer/panel/written.ts';
import { bind, boundOf, connectorTerms, contractRows, type ContractRow } from '../../../designer/panel/contract.ts';
import { fieldsOf } from '../../../designer/panel/fields.ts';
import { readMappings, writeMappings } from '../../../designer/panel/mappings.ts';
import { writeAt, writeDefaultFlow, type Writing } from '../../../designer/panel/write.ts';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import gov from '../../../definitions/gov.json' with { type: 'json' };

const drawing = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:gov="https://yijianshi.example/schema/gov/1.0" id="d" targetNamespace="t">
  <bpmn:message id="m1" name="已缴费" />
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:userTask id="user" name="审查" />
    <bpmn:serviceTask id="service"><bpmn:extensionElements><zeebe:taskDefinition type="a" /></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:userTask id="multi"><bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>
    <bpmn:intermediateCatchEvent id="timer"><bpmn:timerEventDefinition id="td" /></bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="message"><bpmn:messageEventDefinition id="md" /></bpmn:intermediateCatchEvent>
    <bpmn:intermediateThrowEvent id="escalation"><bpmn:escalationEventDefinition id="ed" /></bpmn:intermediateThrowEvent>
    <bpmn:intermediateCatchEvent id="conditional"><bpmn:conditionalEventDefinition id="cd" /></bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="link"><bpmn:linkEventDefinition id="ld" /></bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="several"><bpmn:timerEventDefinition id="td2" /><bpmn:signalEventDefinition id="sd" /></bpmn:intermediateCatchEvent>
    <bpmn:eventBasedGateway id="events" />
    <bpmn:sendTask id="send" />
    <bpmn:exclusiveGateway id="gate"><bpmn:outgoing>f1</bpmn:outgoing><bpmn:outgoing>f2</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:parallelGateway id="fork"><bpmn:outgoing>f3</bpmn:outgoing></bpmn:parallelGateway>
    <bpmn:sequenceFlow id="f1" sourceRef="gate" targetRef="user" />
    <bpmn:sequenceFlow id="f2" sourceRef="gate" targetRef="service" />
    <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="user" />
  </bpmn:process>
</bpmn:definitions>`;

let definitions: Moddle;
let commands: number;
let writing: Writing;

beforeEach(async () => {
  definitions = (await readBpmn(drawing)).definitions as unknown as Moddle;
  commands = 0;
  const moddle = new BpmnModdle({ gov, zeebe }) as unknown as { create(type: string, properties: object): unknown };
  const set = (target: unknown, properties: Record<string, unknown>): void => {
    commands += 1;
    for (const [name, value] of Object.entries(properties)) (target as { set(name: string, value: unknown): void }).set(name, value);
  };
  writing = {
    factory: { create: (type: string, properties: object) => moddle.create(type, properties) },
    modeling: {
      updateProperties: (element: { businessObject: unknown }, properties: Record<string, unknown>) => set(element.businessObject, properties),
      updateModdleProperties: (_element: unknown, target: unknown, properties: Record<string, unknown>) => set(target, properties),
    },
  } as unknown as Writing;
});

const find = (id: string): Moddle => {
  const process = (definitions.get('rootElements') as Moddle[]).find(({ $type }) => $type === 'bpmn:Process')!;
  return [process, ...(process.get('flowElements') as Moddle[])].find((element) => element.id === id)!;
};
const element = (id: string) => ({ businessObject: find(id), type: find(id).$type });
const xml = (): Promise<string> => writeBpmn(definitions as unknown as Drawn);

describe('writing a field', () => {
  test.each([
    ['user', 'gov:limitAmount', '3', 'gov:limitAmount="3"'],
    ['user', 'bpmn:name', '复审', 'name="复审"'],
    ['service', 'zeebe:TaskDefinition#type', 'b', '<zeebe:taskDefinition type="b" />'],
    ['user', 'zeebe:TaskDefinition#type', 'c', '<zeebe:taskDefinition type="c" />'],
    ['multi', 'zeebe:LoopCharacteristics#inputCollection', '=list', '<zeebe:loopCharacteristics inputCollection="=list" />'],
    ['multi', 'bpmn:MultiInstanceLoopCharacteristics#completionCondition', '=done', '>=done</bpmn:completionCondition>'],
    ['timer', 'bpmn:TimerEventDefinition#timeDuration', 'P3D', '>P3D</bpmn:timeDuration>'],
    ['timer', 'gov:workingDays', '5', '<bpmn:timerEventDefinition id="td" gov:workingDays="5" />'],
    ['conditional', 'bpmn:ConditionalEventDefinition#condition', '= x > 1', '>= x &gt; 1</bpmn:condition>'],
    ['link', 'bpmn:LinkEventDefinition#name', 'A', '<bpmn:linkEventDefinition id="ld" name="A" />'],
    ['several', 'bpmn:parallelMultiple', 'true', '<bpmn:intermediateCatchEvent id="several" parallelMultiple="true">'],
    ['events', 'bpmn:eventGatewayType', 'Parallel', '<bpmn:eventBasedGateway id="events" eventGatewayType="Parallel" />'],
    ['f1', 'bpmn:conditionExpression', '= x > 1', '>= x &gt; 1</bpmn:conditionExpression>'],
    ['p', 'gov:leadDepartment', 'housing', 'gov:leadDepartment="housing"'],
  ])('%s %s is one step, lands in the drawing and reads back', async (id, attribute, value, expected) => {
    writeAt(writing, element(id), attribute, value);

    expect(await xml()).toContain(expected);
    expect(readAt(find(id), attribute)).toBe(value);
    expect(commands).toBe(1);
  });

  test('emptied, it leaves nothing behind', async () => {
    for (const [id, attribute, value] of [['user', 'gov:limitAmount', '3'], ['user', 'zeebe:TaskDefinition#type', 'x'], ['f1', 'bpmn:conditionExpression', '=a']] as const) {
      writeAt(writing, element(id), attribute, value);
      writeAt(writing, element(id), attribute, '');
      expect(readAt(find(id), attribute)).toBe('');
    }

    const text = await xml();
    expect(text).not.toMatch(/limitAmount|type="x"|conditionExpression/);
    expect(text.match(/extensionElements/g)).toHaveLength(2);
  });

  test('a message is found by its name, or made beside the process with its correlation key', async () => {
    writeAt(writing, element('message'), 'bpmn:MessageEventDefinition#messageRef.name', '已缴费');
    expect(await xml()).toContain('<bpmn:messageEventDefinition id="md" messageRef="m1" />');

    writeAt(writing, element('message'), 'bpmn:MessageEventDefinition#messageRef.name', '已签约');
    writeAt(writing, element('message'), 'bpmn:MessageEventDefinition#messageRef.correlationKey', '= caseNumber');

    expect(await xml()).toMatch(/<bpmn:message [^>]*name="已签约"[^>]*>\s*<bpmn:extensionElements>\s*<zeebe:subscription correlationKey="= caseNumber" \/>/);
    expect(readAt(find('message'), 'bpmn:MessageEventDefinition#messageRef.correlationKey')).toBe('= caseNumber');
  });

  test('an escalation is found by its code, or made beside the process', async () => {
    writeAt(writing, element('escalation'), 'bpmn:EscalationEventDefinition#escalationRef.escalationCode', 'LATE');
    expect(await xml()).toMatch(/<bpmn:escalation [^>]*escalationCode="LATE"/);
    expect(readAt(find('escalation'), 'bpmn:EscalationEventDefinition#escalationRef.escalationCode')).toBe('LATE');
  });

  test('a default flow is one of those that leave', async () => {
    writeDefaultFlow(writing, element('gate'), 'f2');
    expect(readAt(find('gate'), 'default')).toBe('f2');
    expect(await xml()).toContain('<bpmn:exclusiveGateway id="gate" default="f2">');

    writeDefaultFlow(writing, element('gate'), '');
    expect(readAt(find('gate'), 'default')).toBe('');
  });

  test('mappings come, change and go, beside what is there already', async () => {
    writeMappings(writing, element('service'), 'inputParameters', [{ source: '= a', target: 'b' }]);
    writeMappings(writing, element('service'), 'outputParameters', [{ source: '= c', target: 'd' }]);
    expect(readMappings(find('service'), 'inputParameters')).toEqual([{ source: '= a', target: 'b' }]);
    expect(await xml()).toMatch(/<zeebe:taskDefinition type="a" \/>\s*<zeebe:ioMapping>\s*<zeebe:input source="= a" target="b" \/>\s*<zeebe:output source="= c" target="d" \/>/);

    writeMappings(writing, element('service'), 'inputParameters', []);
    writeMappings(writing, element('service'), 'outputParameters', []);
    expect(await xml()).not.toContain('ioMapping');
  });
});

describe('the contract of a connector', () => {
  const label = { zh: '地址', en: 'address' };
  const contract = { code: 'plan', name: label, department: 'power', operation: 'processing', mode: 'async' as const, inputs: [{ name: 'address', label, type: 'text' as const, required: true, personal: true }], outputs: [{ name: 'accessPlan', label, type: 'context' as const }] };
  const data = { choices: () => [], contract: (code: string) => (code === 'plan' ? contract : undefined), english: false, editable: true, text: (key: string) => key.slice(key.lastIndexOf('.') + 1) };
  const pick = (): void => Object.entries(connectorTerms(contract)).forEach(([attribute, value]) => writeAt(writing, element('service'), attribute, value));

  test('a picked connector brings whom it asks, for which record and how; what it takes and gives are rows', async () => {
    pick();

    expect(await xml()).toMatch(/<bpmn:serviceTask id="service" gov:department="power" gov:connector="plan" gov:operation="processing" gov:mode="async">/);
    expect(contractRows(find('service'), data).map(({ label: words }) => words)).toEqual(['input 地址（address · text · personal） *', 'output 地址（accessPlan · context）']);
    writeAt(writing, element('service'), 'gov:connector', 'nobody');
    expect(contractRows(find('service'), data)).toEqual([]);
  });

  test('rows are bound to an expression and to a variable, each in its place, and unbound again', async () => {
    pick();
    writeMappings(writing, element('service'), 'inputParameters', [{ source: '= a', target: 'b' }, { source: '= c', target: 'address' }]);
    const [address, plan] = contractRows(find('service'), data) as [ContractRow, ContractRow];

    bind(writing, element('service'), address, '= place');
    bind(writing, element('service'), plan, 'powerPlan');
    expect(readMappings(find('service'), 'inputParameters')).toEqual([{ source: '= a', target: 'b' }, { source: '= place', target: 'address' }]);
    expect(readMappings(find('service'), 'outputParameters')).toEqual([{ source: '= accessPlan', target: 'powerPlan' }]);
    expect([boundOf(find('service'), address), boundOf(find('service'), plan)]).toEqual(['= place', 'powerPlan']);

    bind(writing, element('service'), address, '');
    bind(writing, element('service'), plan, '');
    expect(readMappings(find('service'), 'inputParameters')).toEqual([{ source: '= a', target: 'b' }]);
    expect(await xml()).not.toContain('accessPlan');
  });

  test('a worker by a name of one’s own is asked for where no department takes part, or where one is named already', () => {
    const names = (id: string): string[] => fieldsOf(element(id)).map(({ name }) => name);

    expect([names('service').includes('taskType'), names('send').includes('taskType'), names('send').includes('connector')]).toEqual([true, false, true]);
    find('p').set!('gov:profile', 'bpmn');
    expect(names('send')).toContain('taskType');
  });
});

describe('how long a timer waits', () => {
  const data = { contract: () => undefined };
  const fieldNamed = (name: string) => fieldsOf(element('timer')).find((each) => each.name === name)!;
  const put = (name: string, value: string): void => Object.entries(valuesOf(find('timer'), fieldNamed(name), value, data)).forEach(([attribute, text]) => writeAt(writing, element('timer'), attribute, text));
  const shown = () => ['waitUnit', 'waitAmount', 'duration'].filter((name) => fieldNamed(name) !== undefined).map((name) => readField(find('timer'), fieldNamed(name)));

  test.each([
    ['workingDay', '5', 'gov:workingDays="5"'],
    ['calendarDay', '3', '>P3D</bpmn:timeDuration>'],
    ['hour', '2', '>PT2H</bpmn:timeDuration>'],
    ['minute', '30', '>PT30M</bpmn:timeDuration>'],
  ])('%s and %s are one of its two attributes, and read back', async (unit, amount, expected) => {
    put('waitUnit', unit);
    put('waitAmount', amount);

    expect(await xml()).toContain(expected);
    expect(shown()).toEqual([unit, amount]);
  });

  test('another unit keeps the number, a duration of several units is written out, and none takes both off', async () => {
    put('waitUnit', 'workingDay');
    put('waitAmount', '5');
    put('waitUnit', 'calendarDay');
    expect([shown(), await xml()]).toEqual([['calendarDay', '5'], expect.not.stringContaining('workingDays')]);

    put('waitUnit', 'other');
    expect(shown()).toEqual(['other', '= "P5D"']);
    put('waitUnit', 'workingDay');
    writeAt(writing, element('timer'), 'gov:workingDays', '');
    writeAt(writing, element('timer'), 'bpmn:TimerEventDefinition#timeDuration', 'P1DT12H');
    expect(shown()).toEqual(['other', 'P1DT12H']);
    put('waitUnit', 'hour');
    expect(shown()).toEqual(['hour', '1']);

    put('waitUnit', '');
    expect([shown(), await xml()]).toEqual([[''], expect.not.stringMatching(/workingDays|timeDuration/)]);
  });
});

describe('the fields of an element', () => {
  const names = (id: string): string[] => fieldsOf(element(id)).map(({ name }) => name);

  test('a person’s step is asked for department, role, limit, clock, ladder and data', () => {
    expect(names('user')).toEqual(expect.arrayContaining(['name', 'department', 'role', 'limitAmount', 'limitKind', 'clock', 'ladder', 'form', 'materials', 'inputs', 'outputs']));
    expect(names('user')).not.toEqual(expect.arrayContaining(['collection']));
  });

  test('multi-instance questions come with multi-instance, timer questions with a timer', () => {
    expect(names('multi')).toContain('collection');
    expect(names('timer')).toContain('waitUnit');
    expect(names('message')).not.toContain('waitUnit');
    expect(names('message')).toEqual(expect.arrayContaining(['messageName', 'correlationKey']));
    expect(names('message')).not.toContain('duration');
    expect(names('start')).toEqual(['name', 'nameEn']);
    expect([names('escalation'), names('conditional'), names('link')]).toEqual([expect.arrayContaining(['escalationCode']), expect.arrayContaining(['condition']), expect.arrayContaining(['linkName'])]);
    expect(names('send')).toContain('messageName');
  });

  test('whether all or any is meant is asked where an event has several definitions', () => {
    expect([names('several').includes('parallelMultiple'), names('timer').includes('parallelMultiple')]).toEqual([true, false]);
    expect(names('events')).toEqual(expect.arrayContaining(['instantiate', 'eventGatewayType']));
  });

  test('a condition is asked where somebody looks at it, a default flow where there is a choice', () => {
    expect(names('f1')).toContain('condition');
    expect(names('f3')).not.toContain('condition');
    expect(names('gate')).toContain('defaultFlow');
    expect(names('fork')).not.toContain('defaultFlow');
  });

  test('the process is asked what the matter promises', () => {
    expect(names('p')).toEqual(expect.arrayContaining(['leadDepartment', 'items', 'limitAmount', 'planDocument']));
  });
});
