import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { boundary, cycle, drawing, duration, end, flow, path, start } from '../../support/drawing.ts';
import { largeMatter } from '../../support/largeMatter.ts';
import { enterMatter } from '../support/enterMatter.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

const person = (id: string, inner = '', attributes = '') => `<userTask id="${id}" name="${id}" gov:department="housing" gov:role="approver" gov:limitAmount="1" ${attributes}>${inner}</userTask>`;
const matter = (content: string, more = '') => drawing(content, { attributes: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"', more });
const line = (...ids: string[]) => start + ids.map((id) => person(id)).join('') + end + path('start', ...ids, 'end');
const plain = matter(line('a'));
const around = (inner: string, more = '') => matter(start + inner + end + path('start', 'a', 'end'), more);
const xor = (id: string, attributes = '') => `<exclusiveGateway id="${id}" ${attributes}/>`;
const and = (id: string) => `<parallelGateway id="${id}"/>`;
const timed = (definition: string) => matter(start + `<intermediateCatchEvent id="a">${definition}</intermediateCatchEvent>` + end + path('start', 'a', 'end'));

describe('A matter on its way to being published, over HTTP', () => {
  let city: TestApp;
  let designer: Caller;
  let made = 0;

  beforeAll(async () => {
    city = await openTestApp({});
    designer = await city.signedIn('designer1', ['designer']);
    await enterMatter(city.orm, 'TEST-20', 20);
    await enterMatter(city.orm, 'TEST-60', 60);
  }, 120_000);
  afterAll(() => city.close());

  /** What the gate says: the code of the scan, or the codes of the errors, or that it goes on to the second person. */
  async function told(xml: string): Promise<string[]> {
    made += 1;
    const key = `hostile-${made}`;
    expect((await designer.send('post', '/api/definitions', { key, name: key })).status).toBe(201);
    const saved = await designer.send('put', `/api/definitions/${key}/draft`, { xml, revision: 1 });
    if (saved.status !== 200) return [`${saved.status} ${saved.body.code}`];
    const { status, body } = await designer.send('post', `/api/definitions/${key}/submission`, { note: '' });
    if (status === 200) return ['submitted'];
    expect(body.code).toBe('DEFINITION_HAS_PROBLEMS');
    expect((await designer.get(`/api/definitions/${key}`)).body).toMatchObject({ state: 'draft', version: null });
    return [...new Set((body.details.problems as { code: string; severity: string }[]).filter(({ severity }) => severity === 'error').map(({ code }) => code))];
  }

  const check = async (xml: string) => {
    made += 1;
    await designer.send('post', '/api/definitions', { key: `checked-${made}`, name: 'x' });
    return (await designer.send('post', `/api/definitions/checked-${made}/check`, { xml })).body.problems as { elementId: string; code: string; severity: string; params: Record<string, unknown> }[];
  };

  test('an honest one goes on to the second person', async () => {
    expect(await told(plain)).toEqual(['submitted']);
  });

  test.each([
    ['B-01 an entity bomb', `<!DOCTYPE x [<!ENTITY a "a"><!ENTITY b "&a;&a;&a;">]>${plain}`, '422 BPMN_DOCTYPE_FORBIDDEN'],
    ['B-02 an external entity', `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${plain}`, '422 BPMN_DOCTYPE_FORBIDDEN'],
    ['B-04 another encoding', `<?xml version="1.0" encoding="GBK"?>${plain}`, '422 BPMN_ENCODING_UNSUPPORTED'],
    ['B-05 a web page', '<html><body/></html>', '422 BPMN_MALFORMED'],
    ['B-07 one id twice', matter(line('a') + person('a')), '422 BPMN_DUPLICATE_ID'],
    ['B-09 more than two thousand nodes', matter(Array.from({ length: 2001 }, (_, n) => `<task id="t${n}"/>`).join('')), '413 BPMN_TOO_LARGE'],
    ['B-10 sub-processes eleven deep', matter('<subProcess>'.repeat(11) + '</subProcess>'.repeat(11)), '422 BPMN_TOO_DEEP'],
    ['B-11 very many attributes', plain.replace('id="a"', `id="a" ${Array.from({ length: 300 }, (_, n) => `x${n}=""`).join(' ')}`), '413 BPMN_TOO_LARGE'],
    ['B-12 a sign that turns the text round', around(person('a').replace('name="a"', 'name="a\u202Eb"')), '422 TEXT_FORBIDDEN_CHAR'],
    ['B-12 an id longer than 64', matter(line('a'.repeat(65))), '422 TEXT_FORBIDDEN_CHAR'],
    ['B-13 a name that every object has', matter(line('constructor')), '422 NAME_RESERVED'],
    ['B-14 a name of more than 200 signs', around(person('a').replace('name="a"', `name="${'名'.repeat(201)}"`)), '413 BPMN_TOO_LARGE'],
  ])('%s is refused before it is stored', async (_what, xml, code) => {
    expect(await told(xml)).toEqual([code]);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  test('B-03 an external document type is never asked for', async () => {
    let asked = 0;
    const server = createServer((_request, response) => { asked += 1; response.end(); });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await told(`<!DOCTYPE x SYSTEM "http://127.0.0.1:${port}/x.dtd">${plain}`)).toEqual(['422 BPMN_DOCTYPE_FORBIDDEN']);
    server.close();
    expect(asked).toBe(0);
  });

  test('B-05 what is cut off is named by line and column', async () => {
    await designer.send('post', '/api/definitions', { key: 'cut-off', name: 'x' });
    const { status, body } = await designer.send('put', '/api/definitions/cut-off/draft', { xml: plain.slice(0, -30), revision: 1 });
    expect([status, body.code, body.details]).toEqual([422, 'BPMN_MALFORMED', { line: expect.any(Number), column: expect.any(Number) }]);
  });

  test.each<[string, string, string[]]>([
    ['B-06 a reference that the reader warns of', around(person('a') + '<group id="g" categoryValueRef="gone"/>'), ['BPMN_IMPORT_WARNING']],
    ['B-08 a flow to nowhere', matter(line('a') + '<sequenceFlow id="f" sourceRef="a" targetRef="nowhere"/>'), ['BPMN_DANGLING_REF']],
    ['B-18 a choreography', around(person('a'), '<choreography id="ch"/>'), ['ELEMENT_UNSUPPORTED']],
    ['B-18 a conversation', around(person('a'), '<globalConversation id="gc"/>'), ['ELEMENT_UNSUPPORTED']],
    ['B-19 a class of another engine', around(person('a', '', 'camunda:class="org.example.Pay"')), ['FOREIGN_EXECUTION']],
    ['B-19 a listener of another engine', around(person('a', '<extensionElements><camunda:executionListener event="start" class="x"/></extensionElements>')), ['FOREIGN_EXECUTION']],
    ['B-20 a script in another language', around('<scriptTask id="a" name="a" scriptFormat="text/javascript"><script>process.exit()</script></scriptTask>'), ['SCRIPT_FORBIDDEN']],
    ['B-21 a circle in which nobody waits', matter(start + xor('m') + xor('x', 'default="x_end"') + end + path('start', 'm', 'x') + flow('x', 'm', 'opinion = "agree"') + flow('x', 'end')), ['FLOW_LOOP_WITHOUT_WAIT']],
    ['B-22 no start', matter(person('a') + person('b') + path('a', 'b')), ['FLOW_START_MISSING']],
    ['B-22 two plain starts', matter(line('a') + '<startEvent id="s2"/>' + path('s2', 'a')), ['FLOW_START_SEVERAL']],
    ['B-22 a step out of reach', matter(line('a') + person('b') + path('b', 'end')), ['FLOW_UNREACHABLE']],
    ['B-22 a step that leads nowhere', matter(line('a') + and('f') + person('b') + path('a', 'f', 'b') + path('f', 'end')), ['FLOW_DEAD_END']],
    ['B-23 a decision joined as if parallel', matter(start + xor('x', 'default="x_a"') + person('a') + person('b') + and('j') + end + path('start', 'x') + flow('x', 'a') + flow('x', 'b', 'opinion = "agree"') + path('a', 'j', 'end') + path('b', 'j')), ['FLOW_DEADLOCK']],
    ['B-23 parallel branches merged by a decision', matter(start + and('f') + person('a') + person('b') + xor('j') + person('c') + end + path('start', 'f', 'a', 'j', 'c', 'end') + path('f', 'b', 'j')), ['FLOW_DOUBLED']],
    ['B-26 a flow that calls itself', around('<callActivity id="a" name="a" gov:department="housing"><extensionElements><zeebe:calledElement processId="p"/></extensionElements></callActivity>'), ['CALL_RECURSIVE']],
    ['B-27 a call of what is not published', around('<callActivity id="a" name="a" gov:department="housing"><extensionElements><zeebe:calledElement processId="nobody"/></extensionElements></callActivity>'), ['CALLED_PROCESS_UNKNOWN']],
    ['B-28 many at once without a list', around(person('a', '<multiInstanceLoopCharacteristics/>')), ['LOOP_WITHOUT_COLLECTION']],
    ['B-31 an edge of a gateway', matter(start + xor('g') + person('a') + person('b') + end + path('start', 'a', 'g', 'end') + path('b', 'g') + boundary('e', 'g', duration('P1D')) + path('e', 'b')), ['BOUNDARY_HOST_INVALID']],
    ...['P', '-PT', '2024-02-30', 'PT99999999H', '* * * * * *'].map((text): [string, string, string[]] => [`B-30 a duration of ${text}`, timed(duration(text)), ['TIMER_INVALID']]),
    ...['R1000000/PT0S', 'R/PT1S'].map((text): [string, string, string[]] => [`B-30 a cycle of ${text}`, timed(cycle(text)), [text === 'R/PT1S' ? 'TIMER_TOO_OFTEN' : 'TIMER_INVALID']]),
  ])('%s may be saved and is not published', async (_what, xml, codes) => {
    expect(await told(xml)).toEqual(expect.arrayContaining(codes));
  });

  test('B-07 both places are named', async () => {
    await designer.send('post', '/api/definitions', { key: 'twice', name: 'x' });
    const { body } = await designer.send('put', '/api/definitions/twice/draft', { xml: `${plain.replace('<endEvent', '\n<endEvent').replace('</process>', '\n<task id="a"/></process>')}`, revision: 1 });
    expect(body).toMatchObject({ code: 'BPMN_DUPLICATE_ID', details: { id: 'a', firstLine: 1, line: 3 } });
  });

  test('B-08 what has no shape on a diagram is named', async () => {
    const diagram = '<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="start"/></di:BPMNPlane></di:BPMNDiagram>';
    const problems = await check(plain.replace('</definitions>', `${diagram}</definitions>`));
    expect(problems.filter(({ code }) => code === 'SHAPE_MISSING').map(({ elementId }) => elementId)).toEqual(['a', 'end', 'start_a', 'a_end']);
  });

  test('B-14 rare signs come back as they were, and names that only look alike are named', async () => {
    const key = 'rare-signs';
    await designer.send('post', '/api/definitions', { key, name: key });
    const xml = matter(line('a', 'b')).replace('name="a"', 'name="𠮷野家 Pr\u00fcfung"').replace('name="b"', 'name="𠮷野家 Pru\u0308fung"');
    await designer.send('put', `/api/definitions/${key}/draft`, { xml, revision: 1 });
    expect((await designer.get(`/api/definitions/${key}`)).body.draft.xml).toContain('name="𠮷野家 Pr\u00fcfung"');
    expect((await check(xml)).find(({ code }) => code === 'NAME_TWIN')).toMatchObject({ elementId: 'b', severity: 'warning' });
  });

  test('B-23 the way to the fault is told', async () => {
    const problems = await check(matter(start + xor('x', 'default="x_a"') + person('a') + person('b') + and('j') + end + path('start', 'x') + flow('x', 'a') + flow('x', 'b', 'opinion = "agree"') + path('a', 'j', 'end') + path('b', 'j')));
    expect(problems.find(({ code }) => code === 'FLOW_DEADLOCK')!.params.path).toMatch(/^start start_x x x_[ab]/);
  });

  test('B-24 a decision that may have no way on is warned of', async () => {
    const problems = await check(matter(start + xor('x') + person('a') + person('b') + end + path('start', 'x') + flow('x', 'a', 'opinion = "agree"') + flow('x', 'b', 'opinion = "disagree"') + path('a', 'end') + path('b', 'end')));
    expect(problems.find(({ code }) => code === 'GATEWAY_WITHOUT_DEFAULT')).toMatchObject({ elementId: 'x', severity: 'warning' });
  });

  test('B-32 an honest matter of 300 elements and 37 departments is checked whole and has no fault of its own', async () => {
    const began = process.cpuUsage();
    const problems = await check(largeMatter());
    const { user } = process.cpuUsage(began);
    // The departments of this test are not registered; nothing else is wrong.
    expect([...new Set(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code))]).toEqual(['DEPARTMENT_UNREGISTERED']);
    expect(user / 1_000).toBeLessThan(4_000);
  });
});
