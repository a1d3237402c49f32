import { association, eventDefinition, roots } from './drawEvents.ts';
import type { Beside, Block } from './block.ts';
import { choiceOf, countOf, partOf } from './names.ts';

/** A drawn block: its elements, and where flows come in and go out. */
interface Piece {
  readonly xml: string;
  readonly first: string;
  readonly last: string;
}

/** A whole drawing with the values its conditions need at the start. */
export interface DrawnFlow {
  readonly xml: string;
  readonly variables: Readonly<Record<string, boolean | number>>;
}

/** Draws a block as the process `p`, called processes beside it. */
export function drawFlow(block: Block): DrawnFlow {
  const processes: string[] = [];
  const variables: Record<string, boolean | number> = {};
  const content = scope(piece(block, { processes, variables }), 'p');
  const process = (id: string, xml: string): string => `<process id="${id}" isExecutable="${id === 'p'}">${tiesLast(xml)}</process>`;
  return {
    xml: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:gov="https://yijianshi.example/schema/gov/1.0" targetNamespace="test">${roots(block)}${process('p', content)}${processes.join('')}</definitions>`,
    variables,
  };
}

/** What joins stands behind what it joins (BPMN's schema). */
const tiesLast = (xml: string): string => xml.replace(TIE, '') + (xml.match(TIE) ?? []).join('');
const TIE = /<association [^>]*>/g;

interface Sheet {
  readonly processes: string[];
  readonly variables: Record<string, boolean | number>;
}

const flow = (source: string, target: string, condition?: string): string =>
  `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}"${condition === undefined ? '/>' : `><conditionExpression xsi:type="tFormalExpression">=${condition.replace(/</g, '&lt;')}</conditionExpression></sequenceFlow>`}`;

/** A start and an end around a piece. */
const scope = ({ xml, first, last }: Piece, id: string, end = ''): string =>
  `<startEvent id="${id}_start"/>${flow(`${id}_start`, first)}${xml}${flow(last, `${id}_end`)}<endEvent id="${id}_end">${end}</endEvent>`;

const single = (id: string, xml: string): Piece => ({ xml, first: id, last: id });
const condition = (name: string, text: string): string => `<${name} xsi:type="tFormalExpression">=${text.replace(/</g, '&lt;')}</${name}>`;

function piece(block: Block, sheet: Sheet): Piece {
  const { id } = block;
  const inner = (each: Block): Piece => piece(each, sheet);
  switch (block.kind) {
    case 'task':
      return single(id, task(block.type, id));
    case 'receive':
      return single(id, `<receiveTask id="${id}" messageRef="m_${id}"/>`);
    case 'catch':
      note(sheet, block.trigger, id);
      return single(id, `<intermediateCatchEvent id="${id}">${eventDefinition(block.trigger, id)}</intermediateCatchEvent>`);
    case 'throw':
      return single(id, `<intermediateThrowEvent id="${id}">${block.type === 'none' ? '' : eventDefinition(block.type, id)}</intermediateThrowEvent>`);
    case 'link': {
      const [out, into] = [partOf(id, 'out'), partOf(id, 'in')];
      return { xml: `<intermediateThrowEvent id="${out}"><linkEventDefinition name="${id}"/></intermediateThrowEvent><intermediateCatchEvent id="${into}"><linkEventDefinition name="${id}"/></intermediateCatchEvent>`, first: out, last: into };
    }
    case 'sequence': {
      const of = block.of.map(inner);
      return { xml: of.map(({ xml }) => xml).join('') + of.slice(1).map((each, i) => flow(of[i]!.last, each.first)).join(''), first: of[0]!.first, last: of.at(-1)!.last };
    }
    case 'parallel':
      return branches(id, 'parallelGateway', block.of.map(inner));
    case 'exclusive':
      sheet.variables[choiceOf(id)] = block.pick;
      return branches(id, 'exclusiveGateway', block.of.map(inner), (i) => `${choiceOf(id)} = ${i}`);
    case 'inclusive':
      for (const [i, picked] of block.picked.entries()) sheet.variables[`${choiceOf(id)}_${i}`] = picked;
      return branches(id, 'inclusiveGateway', block.of.map(inner), (i) => `${choiceOf(id)}_${i}`);
    case 'complex':
      return complex(id, block.need, block.of.map(inner));
    case 'eventGateway': {
      const [split, join] = [partOf(id, 'split'), partOf(id, 'join')];
      const of = block.of.map((branch) => {
        note(sheet, branch.trigger, branch.id);
        const way = inner(branch.way);
        return `<intermediateCatchEvent id="${branch.id}">${eventDefinition(branch.trigger, branch.id)}</intermediateCatchEvent>${way.xml}${flow(split, branch.id)}${flow(branch.id, way.first)}${flow(way.last, join)}`;
      });
      return { xml: `<eventBasedGateway id="${split}"/>${of.join('')}<exclusiveGateway id="${join}"/>`, first: split, last: join };
    }
    case 'while': {
      const [zero, merge, count, split] = ['zero', 'merge', 'count', 'split'].map((part) => partOf(id, part)) as [string, string, string, string];
      const body = inner(block.body);
      const n = countOf(id);
      const xml = `${script(zero, '0', n)}<exclusiveGateway id="${merge}"/>${body.xml}${script(count, `${n} + 1`, n)}<exclusiveGateway id="${split}" default="${split}-${partOf(id, 'exit')}"/><intermediateThrowEvent id="${partOf(id, 'exit')}"/>`;
      return { xml: xml + flow(zero, merge) + flow(merge, body.first) + flow(body.last, count) + flow(count, split) + flow(split, merge, `${n} < ${block.times}`) + flow(split, partOf(id, 'exit')), first: zero, last: partOf(id, 'exit') };
    }
    case 'loop':
      return single(id, `<subProcess id="${id}">${`<standardLoopCharacteristics testBefore="${block.testBefore}">${condition('loopCondition', `loopCounter < ${block.times}`)}</standardLoopCharacteristics>`}${scope(inner(block.body), id)}</subProcess>`);
    case 'multi': {
      const until = block.until > 0 ? condition('completionCondition', `nrOfCompletedInstances >= ${block.until}`) : '';
      const loop = `<multiInstanceLoopCharacteristics isSequential="${block.sequential}">${condition('loopCardinality', String(block.count))}${until}</multiInstanceLoopCharacteristics>`;
      return single(id, block.body === 'userTask' ? `<userTask id="${id}">${loop}</userTask>` : `<subProcess id="${id}">${loop}${scope(inner(block.body), id)}</subProcess>`);
    }
    case 'sub': {
      const end = { none: '', terminate: '<terminateEventDefinition/>', error: `<errorEventDefinition errorRef="e_${catcher(block)}"/>`, escalation: `<escalationEventDefinition escalationRef="x_${catcher(block)}"/>` }[block.end];
      return beside(id, `<subProcess id="${id}">${scope(inner(block.body), id, end)}${block.events.map((event) => eventSub(event, sheet)).join('')}</subProcess>`, block.boundaries, sheet);
    }
    case 'call': {
      const key = partOf(id, 'process');
      sheet.processes.push(`<process id="${key}" isExecutable="false">${tiesLast(scope(inner(block.body), key))}</process>`);
      return beside(id, `<callActivity id="${id}" calledElement="${key}"/>`, block.boundaries, sheet);
    }
    case 'step':
      return beside(id, `<userTask id="${id}"/>`, block.boundaries, sheet);
    case 'adHoc':
      return single(id, `<adHocSubProcess id="${id}" ordering="${block.sequential ? 'Sequential' : 'Parallel'}">${Array.from({ length: block.count }, (_, i) => `<userTask id="${partOf(id, String(i))}"/>`).join('')}</adHocSubProcess>`);
    case 'undo':
      return undo(block, inner(block.body));
    case 'transaction':
      return transaction(block, inner(block.body));
    case 'pair': {
      const [split, wait, ask, say, join] = ['split', 'wait', 'ask', 'say', 'join'].map((part) => partOf(id, part)) as [string, string, string, string, string];
      const xml = `<parallelGateway id="${split}"/><intermediateCatchEvent id="${wait}">${eventDefinition(block.type, id)}</intermediateCatchEvent><userTask id="${ask}"/><intermediateThrowEvent id="${say}">${eventDefinition(block.type, id)}</intermediateThrowEvent><parallelGateway id="${join}"/>`;
      return { xml: xml + flow(split, wait) + flow(wait, join) + flow(split, ask) + flow(ask, say) + flow(say, join), first: split, last: join };
    }
  }
}

function branches(id: string, gateway: string, of: readonly Piece[], holds?: (i: number) => string): Piece {
  const [split, join] = [partOf(id, 'split'), partOf(id, 'join')];
  const last = of.length - 1;
  const fallback = holds ? ` default="${split}-${of[last]!.first}"` : '';
  const flows = of.map((each, i) => flow(split, each.first, holds && i < last ? holds(i) : undefined) + flow(each.last, join));
  return { xml: `<${gateway} id="${split}"${fallback}/>${of.map(({ xml }) => xml).join('')}<${gateway} id="${join}"/>${flows.join('')}`, first: split, last: join };
}

function complex(id: string, need: number, of: readonly Piece[]): Piece {
  const [split, join] = [partOf(id, 'split'), partOf(id, 'join')];
  const gateways = `<parallelGateway id="${split}"/><complexGateway id="${join}">${condition('activationCondition', `activationCount >= ${need}`)}</complexGateway>`;
  return { xml: gateways + of.map((each) => each.xml + flow(split, each.first) + flow(each.last, join)).join(''), first: split, last: join };
}

/** An activity with its boundary events; what an interrupting one leads to joins the way on, what another leads to ends by itself. */
function beside(id: string, host: string, boundaries: readonly Beside[], sheet: Sheet): Piece {
  const out = partOf(id, 'out');
  const joins = boundaries.some(({ interrupting }) => interrupting);
  const events = boundaries.map((event) => {
    if (event.trigger !== 'error' && event.trigger !== 'escalation') note(sheet, event.trigger, event.id);
    const handler = piece(event.handler, sheet);
    const end = event.interrupting ? flow(handler.last, out) : `${flow(handler.last, partOf(event.id, 'end'))}<endEvent id="${partOf(event.id, 'end')}"/>`;
    return `<boundaryEvent id="${event.id}" attachedToRef="${id}" cancelActivity="${event.interrupting}">${eventDefinition(event.trigger, event.id)}</boundaryEvent>${handler.xml}${flow(event.id, handler.first)}${end}`;
  });
  const xml = host + events.join('');
  return joins ? { xml: `${xml}<exclusiveGateway id="${out}"/>${flow(id, out)}`, first: id, last: out } : { xml, first: id, last: id };
}

function eventSub(event: Beside, sheet: Sheet): string {
  if (event.trigger !== 'error' && event.trigger !== 'escalation') note(sheet, event.trigger, event.id);
  const handler = piece(event.handler, sheet);
  const [frame, end] = [partOf(event.id, 'scope'), partOf(event.id, 'end')];
  return `<subProcess id="${frame}" triggeredByEvent="true"><startEvent id="${event.id}" isInterrupting="${event.interrupting}">${eventDefinition(event.trigger, event.id)}</startEvent>${flow(event.id, handler.first)}${handler.xml}${flow(handler.last, end)}<endEvent id="${end}"/></subProcess>`;
}

function undo(block: Extract<Block, { kind: 'undo' }>, body: Piece): Piece {
  const { id } = block;
  const [a, b] = [partOf(id, 'a'), partOf(id, 'b')];
  const compensation = `<compensateEventDefinition${block.whole ? '' : ` activityRef="${a}"`}/>`;
  const steps = `<userTask id="${a}"/><userTask id="${b}"/>${flow(a, b)}${flow(b, body.first)}${body.xml}${association(a)}${association(b)}`;
  if (block.atEnd) return single(id, `<subProcess id="${id}">${scope({ xml: steps, first: a, last: body.last }, id, compensation)}</subProcess>`);
  const say = partOf(id, 'say');
  return single(id, `<subProcess id="${id}">${scope({ xml: `${steps}<intermediateThrowEvent id="${say}">${compensation}</intermediateThrowEvent>${flow(body.last, say)}`, first: a, last: say }, id)}</subProcess>`);
}

function transaction(block: Extract<Block, { kind: 'transaction' }>, body: Piece): Piece {
  const { id } = block;
  const [a, out, cancelled] = [partOf(id, 'a'), partOf(id, 'out'), partOf(id, 'cancelled')];
  const steps = `<userTask id="${a}"/>${flow(a, body.first)}${body.xml}${association(a)}`;
  const host = `<transaction id="${id}">${scope({ xml: steps, first: a, last: body.last }, id, block.cancels ? '<cancelEventDefinition/>' : '')}</transaction>`;
  return { xml: `${host}<boundaryEvent id="${cancelled}" attachedToRef="${id}"><cancelEventDefinition/></boundaryEvent><exclusiveGateway id="${out}"/>${flow(id, out)}${flow(cancelled, out)}`, first: id, last: out };
}

/** A condition is false until the world turns it. */
function note(sheet: Sheet, trigger: string, id: string): void {
  if (trigger === 'conditional') sheet.variables[`c_${id}`] = false;
}

/** The event that catches what the content ends with. */
const catcher = (block: Extract<Block, { kind: 'sub' }>): string => block.boundaries.at(-1)?.id ?? '';

const script = (id: string, text: string, result: string): string => `<scriptTask id="${id}"><extensionElements><zeebe:script expression="=${text}" resultVariable="${result}"/></extensionElements></scriptTask>`;

function task(type: Extract<Block, { kind: 'task' }>['type'], id: string): string {
  if (type === 'scriptTask') return script(id, '1 + 1', `s_${id}`);
  if (type === 'serviceTask' || type === 'sendTask' || type === 'businessRuleTask') return `<${type} id="${id}" gov:department="housing" gov:operation="processing"/>`;
  return `<${type} id="${id}"/>`;
}
