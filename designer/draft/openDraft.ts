import { inject, type ComputedRef, type InjectionKey, type Ref, type ShallowRef } from 'vue';
import type Modeler from 'bpmn-js/lib/Modeler';
import type { Parts, PartsChange } from '../../definitions/parts.ts';
import type { Program } from '../../engine/program.ts';
import type { Definition, ElementsData } from '../catalog.ts';
import type { Proof } from '../deadline/useDeadline.ts';
import type { ShownProblem } from '../modeler/problemMarks.ts';
import type { Take } from '../rehearse/takes.ts';
import type { RoomId } from '../rooms.ts';
import type { SaveState } from './draftKeeper.ts';

/** The one open draft that every room of a definition works on. */
export interface OpenDraft {
  readonly key: string;
  readonly definition: Ref<Definition | null>;
  readonly state: Ref<SaveState>;
  readonly editable: ComputedRef<boolean>;
  /** Registered departments, forms, items, decisions, processes. */
  readonly data: ShallowRef<ElementsData | null>;
  /** The drawing tool; it lives as long as the page and changes the drawing through its command stack. */
  readonly modeler: ShallowRef<Modeler | undefined>;
  /** Counts changes of the drawing: what is derived from it watches this. */
  readonly drawn: Ref<number>;
  readonly form: ShallowRef<object | null>;
  readonly parts: ShallowRef<Parts>;
  readonly problems: Ref<readonly ShownProblem[]>;
  /** The newest drawing that could run, as it was compiled; null while there are errors, those of the register aside. */
  readonly runnable: ShallowRef<{ readonly xml: string; readonly program: Program } | null>;
  /** The deadline proof of the newest drawing that can be read, also while there are errors. */
  readonly deadline: ShallowRef<Proof | null>;
  /** What is being rehearsed; it stays while other rooms are shown. */
  readonly take: ShallowRef<Take | null>;
  readonly canUndo: Ref<boolean>;
  readonly canRedo: Ref<boolean>;
  /** The drawing as BPMN XML, as it stands now. */
  xml(): Promise<string>;
  /** Changes form or parts, and with `draw` the drawing, as one step that undo takes back. A part that is left out stays. */
  change(change: { readonly form?: object | null; readonly parts?: PartsChange; readonly draw?: () => void }): void;
  undo(): void;
  redo(): void;
  /** Selects an element of the drawing. */
  select(element: string): void;
  /** Goes to a room; with an element, to that element in it. */
  goTo(room: RoomId, element?: string): void;
  /** Marks the way to a flaw or along a path on the canvas; null takes the mark away. */
  showWay(way: { readonly ids: readonly string[]; readonly at: string; readonly text: string } | null): void;
  /** Saves now. True when everything is on the server. */
  flush(): Promise<boolean>;
  /** Puts on the screen what the server holds now, where it was changed there; the history begins anew. */
  reload(): Promise<void>;
}

export const openDraftKey: InjectionKey<OpenDraft> = Symbol('open draft');

/** The open draft of the page around a room. Throws where there is none. */
export function useOpenDraft(): OpenDraft {
  const draft = inject(openDraftKey);
  if (draft === undefined) throw new Error('A room of the designer stands outside its page');
  return draft;
}
