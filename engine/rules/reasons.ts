/** Why a rule is there, by groups of codes: key of a text in ui/messages/<language>/reasons.json. The first that fits counts. */
const groups: readonly (readonly [reason: string, codes: RegExp])[] = [
  ['lawfulLimit', /^(LIMIT_|STEP_LIMIT_|PROMISE_)/],
  ['clock', /^(CLOCK_|CARDS_)/],
  ['responsible', /^(DEPARTMENT_MISSING|LEAD_DEPARTMENT_MISSING|ROLE_MISSING|STEP_WITHOUT_DOER|OPERATION_MISSING)$/],
  ['register', /(_UNREGISTERED|_OUTSIDE_MATTER)$/],
  ['contract', /^CONNECTOR_/],
  ['forms', /^FORM_/],
  ['names', /^(NAME_|ID_|SIGNAL_TWICE)/],
  ['joins', /^(FLOW_DEADLOCK|FLOW_TOKEN_LEFT|FLOW_DOUBLED|FLOW_NOT_DECIDED)$/],
  ['comesToAnEnd', /^(FLOW_ENDLESS|FLOW_LOOP_WITHOUT_WAIT|LOOP_WITHOUT_END|LOOP_MAXIMUM_INVALID|CALL_RECURSIVE|FLOW_DEAD_END|STEP_WITHOUT_OUTGOING|START_WITHOUT_END|START_WITHOUT_OUTGOING|EVENT_WITHOUT_OUTGOING|BOUNDARY_WITHOUT_OUTGOING|LINK_WITHOUT_TARGET|CANCEL_UNCAUGHT)$/],
  ['reached', /^(FLOW_UNREACHABLE|FLOW_NEVER_TAKEN|FLOW_WITHOUT_INCOMING|END_WITHOUT_INCOMING|EVENT_WITHOUT_INCOMING|LINK_WITHOUT_SOURCE|PROCESS_IGNORED)$/],
  ['decides', /^(GATEWAY_WITHOUT_DEFAULT|GATEWAY_FLOW_WITHOUT_CONDITION|CONDITION_|DEFAULT_|GATEWAY_|EVENT_GATEWAY_|ACTIVATION_MISSING)/],
  ['begins', /^(FLOW_START_|START_|END_|SUB_PROCESS_START|EVENT_SUB_PROCESS_START)/],
  ['tooMany', /^(FANOUT_LIMIT|TIMER_TOO_OFTEN|TIMER_TOO_FAR|EXPR_BUDGET|EXPR_TOO_COMPLEX)$/],
  ['time', /^TIMER_/],
  ['expressions', /^(EXPR_|EXPRESSION_|VARIABLE_UNKNOWN|LANGUAGE_|SCRIPT_|ASSIGNMENT_)/],
  ['decisions', /^DECISION_/],
  ['called', /^CALL/],
  ['messages', /^(MESSAGE_|SIGNAL_|ERROR_|ESCALATION_|LINK_|OPERATION_)/],
  ['compensation', /^(COMPENSATION_|CANCEL_|TRANSACTION_)/],
  ['executed', /^(FOREIGN_|EXTENSION_|PART_|ELEMENT_|TERM_|EVENT_UNSUPPORTED|EVENT_NOT_ALLOWED|AD_HOC_)/],
  ['loops', /^(LOOP_|QUANTITY_)/],
  ['data', /^(MAPPING_|DATA_|SET_|IO_|COLLECTION_|RECEIVE_|SEND_|SERVICE_|PROCESS_INPUT|PROCESS_OUTPUT|EVENT_DATA)/],
  ['seen', /^(SHAPE_|DIAGRAM_|LANE_)/],
  ['standard', /./],
];

/** Every reason there is. */
export const reasons: readonly string[] = groups.map(([reason]) => reason);

/** Why the rule that speaks with this code is there. */
export const reasonOf = (code: string): string => groups.find(([, codes]) => codes.test(code))![0];
