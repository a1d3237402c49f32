import type { Boxed, FunctionLogic } from './boxed/index.ts';

/**
 * Decision models as they are published: canonical JSON with everything an evaluation needs (DMN 1.5, chapter 6). Several
 * models that import each other travel together, by namespace.
 */
export interface DecisionProgram {
  readonly format: 1;
  /** Namespace of the model that the decision asked for belongs to. */
  readonly main: string;
  /** Id of the decision a task calls; absent where a whole model is carried. */
  readonly decision?: string;
  readonly models: Readonly<Record<string, DecisionModel>>;
}

export interface DecisionModel {
  readonly namespace: string;
  readonly name: string;
  /** Namespaces of imported models, by the name they are imported under. */
  readonly imports: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, ItemType>>;
  readonly inputs: Readonly<Record<string, InputData>>;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly knowledge: Readonly<Record<string, KnowledgeModel>>;
  readonly services: Readonly<Record<string, DecisionService>>;
}

/** An item definition (DMN 1.5, 7.3.2). */
export interface ItemType {
  /** Name of the type it is made from; absent on a structure. */
  readonly base?: string;
  readonly collection?: true;
  /** Members of a structure, by name. */
  readonly members?: Readonly<Record<string, ItemType>>;
  /** Unary tests every value (every entry, of a collection) must meet. */
  readonly allowed?: string;
  /** Unary tests the whole value must meet. */
  readonly constraint?: string;
  readonly callable?: true;
}

/** A typed name. */
export interface Variable {
  readonly name: string;
  readonly type?: string;
}

export interface InputData extends Variable {
  readonly id: string;
}

/** Where a decision's names come from: ids as `id` in the same model, `namespace#id` in another. */
export interface Requirements {
  readonly inputs: readonly string[];
  readonly decisions: readonly string[];
  readonly knowledge: readonly string[];
}

export interface Decision extends Variable {
  readonly id: string;
  /** The name people read, where the variable has another. */
  readonly label?: string;
  readonly requires: Requirements;
  readonly logic?: Boxed;
}

/** A business knowledge model: a named function (DMN 1.5, 6.3.9). */
export interface KnowledgeModel extends Variable {
  readonly id: string;
  readonly requires: Requirements;
  readonly logic?: FunctionLogic;
}

/** A part of the requirement graph offered as a function (DMN 1.5, 6.3.10). */
export interface DecisionService extends Variable {
  readonly id: string;
  readonly outputs: readonly string[];
  readonly encapsulated: readonly string[];
  readonly inputs: readonly string[];
  readonly inputDecisions: readonly string[];
}
