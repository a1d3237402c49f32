/** What can go wrong with a flow by itself; a department's failures bring their own codes. Texts: ui/messages/<language>/incidents.json. */
export const flowIncidents = [
  'CALL_TOO_DEEP',
  'CARDINALITY_INVALID',
  'COLLECTION_NOT_A_LIST',
  'CONDITION_NOT_BOOLEAN',
  'DECISION_FAILED',
  'DECISION_UNKNOWN',
  'DEPARTMENT_SILENT',
  'DEPARTMENT_UNKNOWN',
  'ELEMENT_UNSUPPORTED',
  'ERROR_UNCAUGHT',
  'EXPR_ARITH',
  'EXPR_BUDGET',
  'EXPR_TYPE',
  'FANOUT_LIMIT',
  'FEEL_INVALID',
  'LINK_UNKNOWN',
  'MONEY_NOT_INTEGER',
  'NO_BRANCH',
  'STATE_TOO_LARGE',
  'STEP_BUDGET',
  'TIMER_INVALID',
  'TIMER_TOO_OFTEN',
  'TOKEN_LIMIT',
  'VAR_UNDEFINED',
  'VAR_TOO_LARGE',
] as const;

export type FlowIncident = (typeof flowIncidents)[number];

/** Thrown inside a step to stop one token as an incident; it never leaves the interpreter. */
export class IncidentRaised extends Error {
  readonly code: FlowIncident;
  constructor(code: FlowIncident, message: string) {
    super(message);
    this.name = 'IncidentRaised';
    this.code = code;
  }
}
