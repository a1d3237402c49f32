import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compileTogether } from '../../../engine/deployment.ts';
import { decodeDrawing } from '../../../engine/xml/decode.ts';
import { readSource } from '../../../engine/xml/part.ts';

/** Models of other projects, read where they lie: named by a variable, else this suite has nothing to say of them. */
const base = process.env.YJS_CONFORMANCE;

/** What a broken rule is called in those projects (its number, or words of the title), and by which codes we name it. */
const CODES: readonly (readonly [rule: RegExp, codes: RegExp])[] = [
  [/EXT00[123]/, /^(ID_|IMPORT_)/], [/EXT00[67]/, /^ARTIFACT_AS_FLOW/], [/EXT00[89]/, /^ARTIFACT_AS_MESSAGE/], [/EXT012/, /^EXPRESSION_NOT_FORMAL$/], [/EXT01[789]/, /^GATEWAY_(CONVERGING|DIVERGING|MIXED)$/],
  [/EXT020/, /^COLLECTION_MISMATCH$/], [/EXT022/, /^EVENT_SUB_PROCESS_WITH_/], [/EXT023/, /^(INCOMING|OUTGOING)_/], [/EXT026/, /^DEFAULT_ELSEWHERE$/], [/EXT029/, /^PARTICIPANT_MINIMUM$/], [/EXT032/, /^GLOBAL_CONVERSATION/],
  [/EXT036/, /^CHOREOGRAPHY_IN/], [/EXT039/, /^RESOURCE_TWICE$/], [/EXT042/, /^SERVICE_INPUT_SETS$/], [/EXT045/, /^SERVICE_OUTPUT_ITEM$/], [/EXT048/, /^SEND_ITEM$/], [/EXT051/, /^RECEIVE_OUTPUTS$/], [/EXT054/, /^LOOP_TWICE$/],
  [/EXT057/, /^EVENT_SUB_PROCESS_WITH_/], [/EXT060/, /^TRANSACTION_METHOD$/], [/EXT063/, /^CALL_/], [/EXT067/, /^LOOP_WITHOUT_COLLECTION$/], [/EXT070/, /^LOOP_INPUT_ITEM$/], [/EXT076/, /^DATA_REFERENCE_NAME$/],
  [/EXT079/, /^IO_IN_SUB_PROCESS$/], [/EXT082/, /^PROCESS_OUTPUT_READ$/], [/EXT085/, /^SET_OPTIONAL_UNLISTED$/], [/EXT088/, /^DATA_OUTPUT_WITHOUT_SET$/], [/EXT091/, /^DATA_ASSOCIATION_ITEMS$/], [/EXT094/, /^EVENT_DATA_ITEM$/],
  [/EXT097/, /^END_WITHOUT_START$/], [/EXT100|SubProcess.*StartEvent|Transaction.*StartEvent/, /^(SUB_PROCESS_START_TRIGGER|END_WITHOUT_START)$/], [/EXT103/, /^MESSAGE_FLOW_TO_PLAIN$/], [/EXT106|CancelEndNoTransaction/, /^CANCEL_OUTSIDE_TRANSACTION$/],
  [/EXT109/, /^MESSAGE_FLOW_FROM_PLAIN$/], [/EXT110|EXT130/, /^BOUNDARY_WITHOUT_EVENT$/], [/EXT112/, /^BOUNDARY_WITH_INCOMING$/], [/EXT115/, /^EVENT_WITHOUT_INCOMING$/], [/EXT118/, /^LINK_/], [/EXT121/, /^START_KIND$/], [/EXT124/, /^LINK_WITHOUT_SOURCE$/],
  [/EXT127/, /^MESSAGE_REF_MISSING$/], [/EXT133/, /^TIMER_INVALID$/], [/EXT136/, /^EVENT_GATEWAY_TOO_FEW$/], [/EXT138|LinkEventAfterEventBased/, /^EVENT_GATEWAY_TARGET$/], [/EXT139/, /^EVENT_GATEWAY_MIXED$/], [/EXT142/, /^EVENT_GATEWAY_START_ENTERED$/],
  [/EXT145/, /^SCRIPT_FORMAT_INVALID$/], [/EXT148/, /^CATCH_(KIND|WITHOUT_EVENT)$/], [/EXT151/, /^STEP_WITHOUT_OUTGOING$/],
  [/AsyncAfter|operatonErrorEventDefinition/, /^FOREIGN_EXECUTION$/], [/ExecutionListener/, /^FOREIGN_INCOMPLETE$/], [/InvalidProcessDefinition/, /^ATTRIBUTE_UNKNOWN$/], [/ProcessWithoutStartEvent/, /^END_WITHOUT_START$/], [/InAndOutEventSubProcess/, /^EVENT_SUB_PROCESS_WITH_/],
  [/activityRefOn/, /^COMPENSATION_CATCH_WITH_ACTIVITY$/], [/waitForCompletionOn/, /^COMPENSATION_CATCH_WITH_WAIT$/], [/AtProcessLevel/, /^COMPENSATION_AT_TOP$/], [/SubprocessAndBoundary/, /^COMPENSATION_CAUGHT_BOTH_WAYS$/],
  [/illegalCompensateActivityRef/, /^COMPENSATION_ACTIVITY_ELSEWHERE$/], [/invalidIncomingSequence/, /^COMPENSATION_HANDLER_WITH_INCOMING$/], [/invalidOutgoingSequence/, /^COMPENSATION_HANDLER_WITH_OUTGOING$/], [/AttributeMissing/, /^COMPENSATION_HANDLER_UNMARKED$/],
  [/multipleCompensationCatchEventsFails/, /^COMPENSATION_CAUGHT_TWICE$/], [/multipleCompensationEventSub/, /^COMPENSATION_SUB_PROCESS_TWICE$/], [/invalidAttachement/, /^ESCALATION_HOST$/], [/invalidEscalationRef/, /^REFERENCE_UNKNOWN$/],
  [/missingEscalationCode/, /^ESCALATION_CODE_MISSING$/], [/missingEscalationRef/, /^ESCALATION_REF_MISSING$/], [/missingIdOn|SignalNoId/, /^ID_MISSING$/], [/multiple\w*Escalation/, /^ESCALATION_CAUGHT_TWICE$/], [/EventInvalidSequenceFlow/, /^EVENT_GATEWAY_TARGET_SHARED$/],
  [/DuplicateSignalNames/, /^SIGNAL_TWICE$/], [/MultipleInterruptingSignal/, /^EVENT_SUB_PROCESS_TWICE$/], [/MultipleSignalStart|SameMessageName/, /^START_TWICE$/], [/NoSignalName/, /^SIGNAL_MISSING$/], [/SignalNoRef/, /^SIGNAL_REF_MISSING$/],
  [/EmptyMessageName/, /^MESSAGE_MISSING$/], [/MultipleCancelBoundary/, /^CANCEL_CAUGHT_TWICE$/],
];

interface Model {
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly xml: string }[];
  readonly refused: boolean;
}

function models(folder: string): Model[] {
  const path = join(base!, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path).filter((name) => name.endsWith('.json')).map((name) => {
    const { id, bpmn, expect: expected } = JSON.parse(readFileSync(join(path, name), 'utf8')) as { id: string; bpmn: string[]; expect: { deploy?: string; state?: string[] } };
    return { id, files: bpmn.map((file) => ({ name: file, xml: decodeDrawing(readFileSync(join(path, file))) })), refused: expected.deploy === 'rejected' || (expected.state?.includes('rejected') ?? false) };
  });
}

const all = base === undefined ? [] : ['reject', 'open', 'exotic'].flatMap(models);
const errorsOf = async ({ files }: Model) => (await compileTogether(files, { profile: 'bpmn' })).problems.filter(({ severity }) => severity === 'error');

describe('models of other projects', () => {
  test('are told by rules that have codes of their own', () => {
    expect(new Set(CODES.map(([, codes]) => codes.source)).size).toBeGreaterThan(60);
  });

  if (all.length === 0) return;

  test.each(all.filter(({ refused, id }) => refused && CODES.some(([rule]) => rule.test(id))))('$id is refused by the rule it breaks, at the element or line', async (model) => {
    const errors = await errorsOf(model);
    const codes = CODES.filter(([rule]) => rule.test(model.id)).map(([, code]) => code);
    const fitting = errors.filter(({ code }) => codes.some((each) => each.test(code)));
    expect([fitting.length > 0, errors.map(({ code }) => code)]).toEqual([true, expect.anything()]);
    const ids = new Set(model.files.flatMap(({ xml }) => { const { root, parts } = readSource(xml); return [root, ...parts].map(({ id }) => id); }));
    expect(fitting.every(({ elementId, params }) => ids.has(elementId) || typeof params?.line === 'number')).toBe(true);
  });

  test.each(all.filter(({ refused }) => refused))('$id is refused, and nothing of it can be started', async ({ files }) => {
    const { programs, problems } = await compileTogether(files, { profile: 'bpmn' });
    expect([programs, problems.some(({ severity }) => severity === 'error')]).toEqual([{}, true]);
  });

  test.each(all.filter(({ refused }) => !refused))('$id is taken', async (model) => {
    expect((await errorsOf(model)).map(({ elementId, code }) => `${elementId} ${code}`)).toEqual([]);
  });
});
