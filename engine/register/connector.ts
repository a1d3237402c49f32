/** Kinds of values that a contract may name; dates are texts, as a case keeps them, and `any` is not looked at. */
export const contractTypes = ['text', 'number', 'boolean', 'list', 'context', 'any'] as const;

/** One field that a connector takes or gives. */
export interface ContractField {
  readonly name: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly type: (typeof contractTypes)[number];
  readonly required?: boolean;
  /** Tells something of a person: it is revealed only to departments with which the matter's form shares it. */
  readonly personal?: boolean;
}

/** What a department's system can be asked, as the city has registered it: whom, for which record, with what and for what. */
export interface ConnectorContract {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Organisation id of the department that answers; null where the drawing says which of several. */
  readonly department: string | null;
  /** One of the ten record kinds of the department contract. */
  readonly operation: string;
  /** `sync`: answered at once; `async`: accepted at once, answered later. */
  readonly mode: 'sync' | 'async';
  /** Safe in the sense of RFC 9110, 9.2.1: the call only reads, so it may come more often than the case records. Answered at once. */
  readonly safe?: true;
  readonly inputs: readonly ContractField[];
  readonly outputs: readonly ContractField[];
}
