/** The parts of a definition that are compared; `flow` is the drawing. */
export type ComparedPart = 'flow' | 'form' | 'stepForms' | 'decisions' | 'scenarios' | 'guide';

/** One value as it stands: path of the property and its text. */
export interface FieldValue {
  readonly field: string;
  readonly value: string;
}

/**
 * One line of what changed between two definitions. `field` is the path of a property by its technical names, e.g.
 * `gov:limitAmount` or `conditionExpression/body`; where several values stand in an order, `field` ends with `#order`.
 */
export interface Change {
  readonly part: ComparedPart;
  /** Id of the step form, decision file or scenario the element belongs to; absent in drawing, form and guide. */
  readonly within?: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly elementId: string;
  /** `bpmn:UserTask`, `dmn:DecisionRule`, or the list an entry of a form stands in, e.g. `materials`. */
  readonly elementType: string;
  readonly name: string | null;
  /** Of a changed element only. */
  readonly field?: string;
  readonly before?: string | null;
  readonly after?: string | null;
  /** Of an added or removed element: everything it says. */
  readonly values?: readonly FieldValue[];
}

/** A thing that changes are told of, as flat text. */
export interface Described {
  readonly id: string;
  readonly type: string;
  readonly name: string | null;
  /** Path of a property -> its text. */
  readonly values: Readonly<Record<string, string>>;
  /** Path of a list whose order matters -> names of its entries in that order. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
}
