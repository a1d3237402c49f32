/**
 * Every code a refusal may carry, with its HTTP status. One registry for engine, server and pages: people's texts stand
 * in the message files under the same code. Each room keeps its own block in alphabetical order.
 */
export const errors = {
  // any entrance
  BODY_MALFORMED: { status: 400 },
  BODY_TOO_LARGE: { status: 413 },
  NUMBER_TOO_LONG: { status: 422 },
  CSRF: { status: 403 },
  FORBIDDEN: { status: 403 },
  INTERNAL: { status: 500 },
  INVALID_INPUT: { status: 422 },
  MEDIA_TYPE_UNSUPPORTED: { status: 415 },
  METHOD_NOT_ALLOWED: { status: 405 },
  NOT_FOUND: { status: 404 },
  SIGN_IN_REQUIRED: { status: 401 },
  STANDINS_UNAVAILABLE: { status: 503 },
  STORAGE_UNAVAILABLE: { status: 503 },
  TEMPORAL_UNAVAILABLE: { status: 503 },
  TOO_MANY_REQUESTS: { status: 429 },
  VERSION_CONFLICT: { status: 409 },
  // idempotency keys
  IDEMPOTENCY_IN_PROGRESS: { status: 409 },
  IDEMPOTENCY_KEY_INVALID: { status: 400 },
  IDEMPOTENCY_KEY_MISSING: { status: 400 },
  IDEMPOTENCY_KEY_REUSED: { status: 422 },
  // identity
  ENTRY_LINK_SPENT: { status: 404 },
  PERSONA_UNKNOWN: { status: 422 },
  SIGN_IN_REFUSED: { status: 401 },
  SIGN_IN_THROTTLED: { status: 429 },
  // catalog
  ARCHIVE_DUPLICATE: { status: 422 },
  ARCHIVE_ENCRYPTED: { status: 422 },
  ARCHIVE_LINK: { status: 422 },
  ARCHIVE_PATH: { status: 422 },
  ARCHIVE_RATIO: { status: 422 },
  ARCHIVE_TOO_LARGE: { status: 422 },
  ARCHIVE_TOO_MANY: { status: 422 },
  ARCHIVE_UNREADABLE: { status: 422 },
  BPMN_DANGLING_REF: { status: 422 },
  BPMN_DOCTYPE_FORBIDDEN: { status: 422 },
  BPMN_DUPLICATE_ID: { status: 422 },
  BPMN_ENCODING_UNSUPPORTED: { status: 422 },
  BPMN_MALFORMED: { status: 422 },
  BPMN_TOO_DEEP: { status: 422 },
  BPMN_TOO_LARGE: { status: 413 },
  DEFINITION_EXISTS: { status: 409 },
  DEFINITION_HASH_MISMATCH: { status: 409 },
  DEFINITION_HAS_PROBLEMS: { status: 422 },
  DEFINITION_IMMUTABLE: { status: 409 },
  DEFINITION_NOT_RETIRED: { status: 409 },
  DEFINITION_PUBLISHED: { status: 409 },
  DEFINITION_RETIRED: { status: 409 },
  DEFINITION_STALE: { status: 409 },
  DRAFT_IN_REVIEW: { status: 409 },
  FORM_FILE_INVALID: { status: 422 },
  GATE_NOT_RUN: { status: 409 },
  GATE_STALE: { status: 409 },
  GATE_UNEXPLAINED: { status: 409 },
  REPLAY_NOT_HERE: { status: 409 },
  REPLAY_RUNNING: { status: 409 },
  NAME_RESERVED: { status: 422 },
  NOTHING_CHANGED: { status: 409 },
  NOTHING_SUBMITTED: { status: 409 },
  SUBMISSION_CHANGED: { status: 409 },
  SCENARIO_FAILS: { status: 422 },
  SCENARIO_INVALID: { status: 422 },
  SCENARIO_NOTHING_OPEN: { status: 422 },
  SCENARIO_TOO_LONG: { status: 422 },
  SCENARIOS_TOO_LONG: { status: 422 },
  SCENARIOS_TOO_MANY: { status: 422 },
  EFFECTIVE_DAY_PAST: { status: 422 },
  PACK_HASH_MISMATCH: { status: 422 },
  PACK_INVALID: { status: 422 },
  PACK_SIGNATURE_INVALID: { status: 422 },
  PACK_SIGNER_UNKNOWN: { status: 409 },
  PACK_UNMAPPED: { status: 422 },
  REGISTER_DAYS_INVALID: { status: 422 },
  REGISTER_ITEM_UNKNOWN: { status: 422 },
  REGISTER_REQUEST_DECIDED: { status: 409 },
  REGISTER_REQUEST_OPEN: { status: 409 },
  REMARKS_OPEN: { status: 409 },
  REMARK_NOT_YOURS: { status: 403 },
  REMARK_SETTLED: { status: 409 },
  SOD_SELF_APPROVAL: { status: 403 },
  TEXT_FORBIDDEN_CHAR: { status: 422 },
  // the engine's API
  DEPLOYMENT_HAS_PROBLEMS: { status: 422 },
  DEPLOYMENT_IN_USE: { status: 409 },
  MESSAGE_UNHEARD: { status: 404 },
  PROCESS_UNKNOWN: { status: 404 },
  // calendars and matters
  CALENDAR_INVALID: { status: 422 },
  CALENDAR_VERSION_EXISTS: { status: 409 },
  MATTER_NOT_OFFERED: { status: 404 },
  // clocks and timers
  CLOCK_NOT_PAUSED: { status: 409 },
  CLOCK_NOT_RUNNING: { status: 409 },
  TIMER_INVALID: { status: 422 },
  // departments
  CALLBACK_SIGNATURE_INVALID: { status: 401 },
  CALLBACK_THROTTLED: { status: 429 },
  DEPARTMENT_UNKNOWN: { status: 404 },
  INCIDENT_SETTLED: { status: 409 },
  SSRF_BLOCKED: { status: 422 },
  // accepting and working on cases
  CASE_STILL_OPEN: { status: 409 },
  RATING_GIVEN: { status: 409 },
  RATING_NEEDS_ASPECT: { status: 422 },
  FORM_INVALID: { status: 422 },
  MATERIALS_MISSING: { status: 422 },
  MATERIAL_DAMAGED: { status: 500 },
  MATERIAL_TYPE_REFUSED: { status: 422 },
  MATERIAL_UNKNOWN: { status: 422 },
  REHEARSAL_NOT_OFFERED: { status: 403 },
  // running cases
  CASE_BUSY: { status: 503 },
  CASE_CLOSED: { status: 409 },
  CLOCK_BACKWARDS: { status: 409 },
  COMMAND_UNCONFIRMED: { status: 503 },
  NOT_A_REHEARSAL: { status: 409 },
  // the core
  CARD_ANSWERED: { status: 409 },
  CARD_UNKNOWN: { status: 404 },
  CASE_EXISTS: { status: 409 },
  CASE_NOT_STARTED: { status: 409 },
  CORRECTION_NOT_REQUESTED: { status: 409 },
  CORRECTION_ONCE: { status: 409 },
  MOVE_FROM_GONE: { status: 409 },
  MOVE_TARGET_UNFIT: { status: 422 },
  MOVE_TARGET_UNKNOWN: { status: 422 },
  MOVE_UNSOUND: { status: 409 },
  OPINION_NOT_ALLOWED: { status: 422 },
  ACTIVITY_BUSY: { status: 409 },
  ACTIVITY_NOT_OFFERED: { status: 409 },
  FANOUT_LIMIT: { status: 422 },
  MULTI_INSTANCE_UNKNOWN: { status: 409 },
  REASON_REQUIRED: { status: 422 },
  SPECIAL_PROCEDURE_NOT_OPEN: { status: 409 },
  SPECIAL_PROCEDURE_OPEN: { status: 409 },
  START_UNKNOWN: { status: 422 },
  STATE_TOO_LARGE: { status: 413 },
  TASK_ALREADY_DONE: { status: 409 },
  TASK_CLAIMED: { status: 409 },
  TASK_SUSPENDED: { status: 409 },
  TIME_WENT_BACK: { status: 409 },
  VAR_TOO_LARGE: { status: 413 },
  // messages and starts
  MESSAGE_UNKNOWN: { status: 404 },
  START_NOT_BY_HAND: { status: 409 },
} as const satisfies Record<string, { readonly status: number }>;

/** A stable code of a refusal; pages and scripts may depend on it. */
export type ErrorCode = keyof typeof errors;

/**
 * A refusal by a rule of the platform, told to the caller by code. `details` are plain JSON for the message's
 * placeholders and for programs; they never carry personal data. Across the workflow sandbox only `code` survives.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: { readonly [name: string]: unknown };

  /** @param message for engineers and logs: "Expected ..., but ..."; people read the text of the code. */
  constructor(code: ErrorCode, details: { readonly [name: string]: unknown } = {}, message: string = code) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}
