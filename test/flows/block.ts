/** What may happen from outside: a trigger that a catching, boundary or starting event waits for. */
export type TriggerKind = 'message' | 'signal' | 'timer' | 'conditional';

/** An event beside a step or inside a scope, with what runs when it happens. */
export interface Beside {
  readonly id: string;
  readonly trigger: TriggerKind | 'escalation' | 'error';
  readonly interrupting: boolean;
  readonly handler: Block;
}

/**
 * A block of a block-structured flow: one way in, one way out. Ids are given once the block is whole (`labelled`), so that a
 * shrunk flow is numbered anew and reads well.
 */
export type Block =
  | { readonly kind: 'task'; readonly type: 'task' | 'manualTask' | 'scriptTask' | 'userTask' | 'serviceTask' | 'sendTask' | 'businessRuleTask'; readonly id: string }
  | { readonly kind: 'receive'; readonly id: string }
  | { readonly kind: 'catch'; readonly trigger: TriggerKind; readonly id: string }
  | { readonly kind: 'throw'; readonly type: 'none' | 'message' | 'signal' | 'escalation'; readonly id: string }
  | { readonly kind: 'link'; readonly id: string }
  | { readonly kind: 'sequence'; readonly of: readonly Block[]; readonly id: string }
  | { readonly kind: 'parallel'; readonly of: readonly Block[]; readonly id: string }
  /** `pick`: the branch whose condition holds; the last branch is the default. */
  | { readonly kind: 'exclusive'; readonly of: readonly Block[]; readonly pick: number; readonly id: string }
  /** `picked`: whose conditions hold; the last branch is the default. */
  | { readonly kind: 'inclusive'; readonly of: readonly Block[]; readonly picked: readonly boolean[]; readonly id: string }
  /** All branches begin; the join fires with the `need`th. */
  | { readonly kind: 'complex'; readonly of: readonly Block[]; readonly need: number; readonly id: string }
  | { readonly kind: 'eventGateway'; readonly of: readonly { readonly trigger: TriggerKind; readonly id: string; readonly way: Block }[]; readonly id: string }
  | { readonly kind: 'while'; readonly body: Block; readonly times: number; readonly id: string }
  | { readonly kind: 'loop'; readonly body: Block; readonly times: number; readonly testBefore: boolean; readonly id: string }
  | { readonly kind: 'multi'; readonly body: Block | 'userTask'; readonly count: number; readonly sequential: boolean; readonly until: number; readonly id: string }
  | { readonly kind: 'sub'; readonly body: Block; readonly end: 'none' | 'terminate' | 'error' | 'escalation'; readonly boundaries: readonly Beside[]; readonly events: readonly Beside[]; readonly id: string }
  | { readonly kind: 'call'; readonly body: Block; readonly boundaries: readonly Beside[]; readonly id: string }
  | { readonly kind: 'step'; readonly boundaries: readonly Beside[]; readonly id: string }
  | { readonly kind: 'adHoc'; readonly count: number; readonly sequential: boolean; readonly id: string }
  /** Two tasks that can be undone, then a compensation of all or of the first one. */
  | { readonly kind: 'undo'; readonly body: Block; readonly whole: boolean; readonly atEnd: boolean; readonly id: string }
  | { readonly kind: 'transaction'; readonly body: Block; readonly cancels: boolean; readonly id: string }
  /** One branch waits, the other throws what it waits for after a person's step. */
  | { readonly kind: 'pair'; readonly type: 'message' | 'signal'; readonly id: string };

type Unlabelled<T> = T extends readonly (infer E)[] ? readonly Unlabelled<E>[] : T extends object ? { readonly [K in keyof T as K extends 'id' ? never : K]: Unlabelled<T[K]> } : T;

/** A block as it is drawn at random, without ids. */
export type Plan = Unlabelled<Block>;

/** Gives every block and every event in it an id, in reading order: `b1`, `b2` ... */
export function labelled(plan: Plan): Block {
  let next = 0;
  const label = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(label);
    if (typeof value !== 'object' || value === null) return value;
    const named = 'kind' in value || 'trigger' in value;
    const id = named ? { id: `b${(next += 1)}` } : {};
    return { ...Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, label(inner)])), ...id };
  };
  return label(plan) as Block;
}
