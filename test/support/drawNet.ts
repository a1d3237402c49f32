import { drawing, names } from './drawing.ts';
import type { RandomNet, RandomNode } from './randomNet.ts';

const XML: Readonly<Record<Exclude<RandomNode['kind'], 'boundary'>, (id: string, more: string, node: RandomNode) => string>> = {
  start: (id) => `<startEvent id="${id}"/>`,
  end: (id) => `<endEvent id="${id}"/>`,
  terminate: (id) => `<endEvent id="${id}"><terminateEventDefinition/></endEvent>`,
  task: (id, _more, { takes = 1, gives = 1 }) => `<userTask id="${id}" startQuantity="${takes}" completionQuantity="${gives}"/>`,
  xor: (id) => `<exclusiveGateway id="${id}"/>`,
  and: (id) => `<parallelGateway id="${id}"/>`,
  or: (id, more) => `<inclusiveGateway id="${id}"${more}/>`,
  complex: (id, more, { needs }) => `<complexGateway id="${id}"${more}><activationCondition xsi:type="tFormalExpression">=activationCount &gt;= ${needs}</activationCondition></complexGateway>`,
  event: (id) => `<eventBasedGateway id="${id}"/>`,
  catch: (id) => `<intermediateCatchEvent id="${id}"><messageEventDefinition messageRef="message_${id}"/></intermediateCatchEvent>`,
};

/** The net as a drawing, here and there with links for flows: conditions where a way is chosen, a message for every event. */
export function drawNet({ nodes, flows }: RandomNet): string {
  const messages = nodes.filter(({ kind }) => kind === 'catch' || kind === 'boundary').map(({ id }) => `<message id="message_${id}" name="${id}"/>`);
  const elements = nodes.map((node) => {
    const { id, kind, on, interrupting } = node;
    if (kind === 'boundary') return `<boundaryEvent id="${id}" attachedToRef="${on}" cancelActivity="${interrupting === true}"><messageEventDefinition messageRef="message_${id}"/></boundaryEvent>`;
    const fallback = flows.find((flow) => flow.source === id && flow.fallback)?.id;
    return XML[kind](id, fallback === undefined ? '' : ` default="${fallback}"`, node);
  });
  const drawn = flows.map(({ id, source, target: last, fallback, link, phase }) => {
    const target = link ? `${id}_throw` : last;
    const linked = (kind: 'Throw' | 'Catch', element: string): string => `<intermediate${kind}Event id="${element}"><linkEventDefinition name="${id}"/></intermediate${kind}Event>`;
    const beyond = link ? `${linked('Throw', target)}${linked('Catch', `${id}_catch`)}<sequenceFlow id="${id}_on" sourceRef="${id}_catch" targetRef="${last}"/>` : '';
    const kind = nodes.find((node) => node.id === source)!.kind;
    const chosen = (kind === 'or' || kind === 'xor') && !fallback && flows.filter((flow) => flow.source === source).length > 1;
    const ends = `id="${id}" sourceRef="${source}" targetRef="${target}"`;
    const condition = chosen ? id : phase === 'start' ? 'waitingForStart' : phase === 'reset' ? 'not(waitingForStart)' : undefined;
    const flow = condition === undefined ? `<sequenceFlow ${ends}/>` : `<sequenceFlow ${ends}><conditionExpression xsi:type="tFormalExpression">=${condition}</conditionExpression></sequenceFlow>`;
    return flow + beyond;
  });
  return drawing([...elements, ...drawn].join(''), { more: names + messages.join('') });
}
