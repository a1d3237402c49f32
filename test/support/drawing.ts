import { assemble, type CompileOptions } from '../../engine/compile.ts';
import type { ProcessProgram, Program } from '../../engine/program.ts';

const HEAD =
  '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
  ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:gov="https://yijianshi.example/schema/gov/1.0"' +
  ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">';

/** A drawing of one process from the inner XML of its elements (BPMN is the default namespace); `more` stands beside it. */
export const drawing = (content: string, { id = 'p', attributes = '', more = '' } = {}): string =>
  `${HEAD}${more}<process id="${id}" name="${id}" isExecutable="true" ${attributes}>${content}</process></definitions>`;

/** Sequence flows along a path of ids, each flow named `source_target`. */
export const path = (...ids: string[]): string => ids.slice(1).map((target, i) => flow(ids[i]!, target)).join('');

/** One sequence flow, with a FEEL condition where one is given. */
export const flow = (source: string, target: string, condition?: string): string =>
  `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}"` +
  (condition === undefined ? '/>' : `><conditionExpression xsi:type="tFormalExpression">=${escaped(condition)}</conditionExpression></sequenceFlow>`);

export const start = '<startEvent id="start"/>';
export const end = '<endEvent id="end"/>';
export const user = (id: string, attributes = '', inner = ''): string => `<userTask id="${id}" name="${id}" ${attributes}>${inner}</userTask>`;
export const service = (id: string, attributes = '', inner = ''): string =>
  `<serviceTask id="${id}" name="${id}" gov:department="housing" gov:operation="processing" ${attributes}>${inner}</serviceTask>`;
export const sub = (id: string, content: string, attributes = ''): string => `<subProcess id="${id}" ${attributes}>${content}</subProcess>`;
export const boundary = (id: string, on: string, definition: string, attributes = ''): string => `<boundaryEvent id="${id}" attachedToRef="${on}" ${attributes}>${definition}</boundaryEvent>`;
export const duration = (text: string): string => `<timerEventDefinition><timeDuration>${escaped(text)}</timeDuration></timerEventDefinition>`;
export const cycle = (text: string): string => `<timerEventDefinition><timeCycle>${escaped(text)}</timeCycle></timerEventDefinition>`;

/** A compensation boundary event on an activity, tied to its handler; the handler is drawn where none is given. */
export const undoneBy = (on: string, handler: string, drawn: string = user(handler, 'isForCompensation="true"')): string =>
  boundary(`${on}_undo`, on, '<compensateEventDefinition/>') + `<association id="${on}_${handler}_a" associationDirection="One" sourceRef="${on}_undo" targetRef="${handler}"/>` + drawn;
/** The definition of a thrown compensation. */
export const compensate = (activity = '', wait = true): string => `<compensateEventDefinition${activity ? ` activityRef="${activity}"` : ''} waitForCompletion="${wait}"/>`;

/** Root elements `m` (message "m"), `mk` (with the variable `key` as correlation key), `s` (signal "s"), `e` (error "E"), `f` (error "F"), `d` (error "DISAGREED"). */
export const names =
  '<message id="message_m" name="m"/><message id="message_mk" name="mk"><extensionElements><zeebe:subscription correlationKey="=key"/></extensionElements></message>' +
  '<message id="message_n" name="n"/><signal id="signal_s" name="s"/><error id="error_e" errorCode="E"/><error id="error_f" errorCode="F"/><error id="error_d" errorCode="DISAGREED"/>';
export const message = (id = 'm'): string => `<messageEventDefinition messageRef="message_${id}"/>`;
export const signal = '<signalEventDefinition signalRef="signal_s"/>';
export const error = (id?: string): string => (id ? `<errorEventDefinition errorRef="error_${id}"/>` : '<errorEventDefinition/>');

/** zeebe:ioMapping from `target=source` lines; a line that starts with `<` maps out. */
export const mapping = (...lines: string[]): string => {
  const parameters = lines.map((line) => {
    const [, out, target, source] = /^(<?)(\w+)=(.*)$/s.exec(line)!;
    return `<zeebe:${out ? 'output' : 'input'} source="=${escaped(source!)}" target="${target}"/>`;
  });
  return `<extensionElements><zeebe:ioMapping>${parameters.join('')}</zeebe:ioMapping></extensionElements>`;
};

/** Multi-instance over a list, with the zeebe attributes given as text. */
export const loop = (attributes: string, { sequential = false, until = '' } = {}): string =>
  `<multiInstanceLoopCharacteristics isSequential="${sequential}"><extensionElements><zeebe:loopCharacteristics ${attributes}/></extensionElements>` +
  `${until ? `<completionCondition xsi:type="tFormalExpression">=${escaped(until)}</completionCondition>` : ''}</multiInstanceLoopCharacteristics>`;

export const call = (id: string, process: string, inner = '', attributes = ''): string =>
  `<callActivity id="${id}" name="${id}"><extensionElements><zeebe:calledElement processId="${process}" ${attributes}/>${inner}</extensionElements></callActivity>`;

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** What the standard asks of a finished drawing; those of tests show no more than the test is about. */
export const UNFINISHED: ReadonlySet<string> = new Set([
  'START_WITHOUT_END', 'START_WITHOUT_OUTGOING', 'END_WITHOUT_START', 'END_WITHOUT_INCOMING', 'FLOW_WITHOUT_INCOMING', 'STEP_WITHOUT_OUTGOING', 'EVENT_WITHOUT_INCOMING', 'EVENT_WITHOUT_OUTGOING',
  'BOUNDARY_WITHOUT_OUTGOING', 'GATEWAY_NEITHER', 'CONDITION_ALONE', 'EVENT_GATEWAY_MIXED', 'EVENT_SUB_PROCESS_TWICE', 'LOOP_INPUT_ELSEWHERE', 'EXPRESSION_EMPTY',
]);

/** The program of a drawing that must compile but for what is left unfinished; its problems are the failure. */
export async function programOf(xml: string, options: Partial<CompileOptions> = {}): Promise<Program> {
  const { program, problems } = await assemble(xml, { profile: 'bpmn', ...options });
  if (!program || problems.some(({ severity, code }) => severity === 'error' && !UNFINISHED.has(code))) throw new Error(`Expected a drawing without errors, but: ${JSON.stringify(problems)}`);
  return program;
}

/** The only process of a drawing, for others to call. */
export async function processOf(xml: string): Promise<Record<string, ProcessProgram>> {
  return { ...(await programOf(xml)).processes };
}
