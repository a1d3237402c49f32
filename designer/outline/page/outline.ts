import { inject, type Component, type InjectionKey, type Ref, type ShallowRef } from 'vue';
import type { Moddle } from '../../panel/address.ts';
import type { ConnectorContract } from '../../../engine/register/connector.ts';
import type { ContractRow } from '../../panel/contract.ts';
import type { Choice, ChoiceInput } from '../../panel/data.ts';
import type { Subject } from '../conditions/condition.ts';
import type { Group, Sequence } from '../tree/block.ts';
import type { OutlineEdits } from '../edit/OutlineEdits.ts';
import type { Scopes } from '../edit/readScopes.ts';

/** What every row of the outline needs of the room around it. */
export interface Outline {
  readonly scopes: ShallowRef<Scopes>;
  /** The list of a sequence: rows hold lists, which hold rows. */
  readonly list: Component;
  /** Id of the process. */
  readonly root: Ref<string>;
  readonly editable: Readonly<Ref<boolean>>;
  /** The row that the keys act on, and the row whose fields are open. */
  readonly at: Ref<string>;
  readonly open: Ref<string | null>;
  /** The drawn element; undefined when it has just been taken away. */
  element(id: string): Moddle | undefined;
  /** Its name, else what kind of thing it is. */
  nameOf(id: string): string;
  departmentName(id: string): string;
  /** What can be picked now, as the panel offers it. */
  choices(input: ChoiceInput): readonly Choice[];
  /** What a connector is registered with; undefined for a code on no list. */
  contract(code: string): ConnectorContract | undefined;
  /** What the connector of a step takes and gives. */
  contractRows(element: Moddle): readonly ContractRow[];
  /** Errors of an element. */
  problemsOf(id: string): number;
  readonly subjects: Readonly<Ref<readonly Subject[]>>;
  /** Runs an edit, says what was done, and goes to the row it gives back; says why where it is refused. */
  act(edit: (edits: OutlineEdits) => string | void, done: string): void;
  /** Whether a case ends at this node, or it stands aside from the flow. */
  isEnd(id: string): boolean;
  /** Asks what to put onto a place: a flow, or `behind:` and a node. `after`: name of what stands before it. */
  add(place: string, after: string): void;
  /** Why an element, or by its flow a branch, can't be taken away, in words; '' where it can. */
  whyStays(id: string): string;
  /** Asks before something is taken away, or says why it stays. */
  remove(id: string): void;
  removeBranch(flow: string): void;
  /** Adds a branch to a group and opens it. */
  addBranch(group: Group): void;
  /** Moves a block by a key. */
  move(id: string, way: 'up' | 'down' | 'inward' | 'outward'): void;
  goToCanvas(id: string): void;
  /** Asks for the working days of a timer on the edge of a step. */
  addTimer(id: string): void;
}

export const outlineKey: InjectionKey<Outline> = Symbol('outline');

/** The outline around a row. */
export function useOutlineRow(): Outline {
  const outline = inject(outlineKey);
  if (outline === undefined) throw new Error('A row stands outside of the outline');
  return outline;
}

/** Where a block stands, for the row that shows it. */
export interface Standing {
  readonly sequence: Sequence;
  readonly index: number;
}

/** Prefix of a place behind a node from which nothing leads on yet. */
export const behind = 'behind:';

/** Where something is added behind a block: a flow; before an end, as nothing comes after it; behind what is still open. */
export function placeAfter({ sequence, index }: Standing, isEnd: (id: string) => boolean): string | null {
  const on = sequence.flows[index + 1] ?? null;
  const block = sequence.blocks[index];
  if (on !== null || block === undefined || index < sequence.blocks.length - 1) return on;
  if (isEnd(block.id)) return sequence.flows[index] ?? null;
  return block.kind === 'step' && sequence.ending.kind === 'end' ? `${behind}${block.id}` : null;
}
