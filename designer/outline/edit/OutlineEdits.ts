import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type ElementFactory from 'bpmn-js/lib/features/modeling/ElementFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type { Moddle } from '../../panel/address.ts';
import type { ContractRow } from '../../panel/contract.ts';
import type { Mapping, MappingList } from '../../panel/mappings.ts';
import type { Scope } from '../tree/block.ts';
import { addBranch } from './addBranch.ts';
import { addTimer, type TimerPlan } from './addTimer.ts';
import { append } from './append.ts';
import { copy } from './copy.ts';
import { dissolve } from './dissolve.ts';
import { endBranch, leadBack, rejoin } from './endings.ts';
import { insert } from './insert.ts';
import { move } from './move.ts';
import { moveBranch } from './orderBranches.ts';
import { isFlow, Pen, WouldDraw, type CopyPaste, type Services, type SpaceTool } from './pen.ts';
import type { BranchPlan, Plan } from './plan.ts';
import { readScopes } from './readScopes.ts';
import { remove, removeBranch } from './remove.ts';
import { setEach, type Each } from './setEach.ts';
import { Refusal, refuse, type RefusalCode } from './refusal.ts';

/** Command around everything that one edit of the outline draws, so that one undo takes it back. */
const command = 'yjs.outline';

/**
 * Edits of the drawing as the outline makes them: each is one command, leaves everything else as it was drawn, and is
 * refused (`Refusal`) where it would break the flow.
 */
export class OutlineEdits {
  static $inject = ['commandStack', 'modeling', 'elementRegistry', 'bpmnFactory', 'elementFactory', 'eventBus', 'spaceTool', 'copyPaste'];

  readonly #services: Services;
  readonly #stack: CommandStack;

  constructor(stack: CommandStack, modeling: Modeling, registry: ElementRegistry, factory: BpmnFactory, elements: ElementFactory, events: EventBus, space: SpaceTool, copies: CopyPaste) {
    this.#services = { modeling, registry, factory, elements, events, space, copies };
    this.#stack = stack;
    stack.registerHandler(command, class {
      preExecute({ edit }: { readonly edit: () => void }): void {
        edit();
      }
    } as never);
  }

  /** Puts a plan onto a flow. @returns the id of what was drawn. */
  insert = (flow: string, plan: Plan): string => this.#run((pen) => (pen.flow(flow).source.type === 'bpmn:EventBasedGateway' ? refuse('EVENT_FIRST') : insert(pen, flow, plan)));
  /** Puts a plan behind a node from which nothing leads on, and an end with this name behind it. @returns the id of what was drawn. */
  append = (id: string, plan: Plan, endName: string): string => this.#run((pen) => append(pen, id, plan, endName));
  remove = (id: string): void => this.#run((pen) => remove(pen, this.#scopeOf(id), id));
  move = (id: string, toFlow: string): void => this.#run((pen) => move(pen, this.#scopeOf(id), id, toFlow));
  copy = (id: string): string => this.#run((pen) => copy(pen, this.#scopeOf(id), id));
  addBranch = (group: string, plan: BranchPlan): string => this.#run((pen) => addBranch(pen, this.#scopeOf(group), group, plan));
  removeBranch = (flow: string): void => this.#run((pen) => removeBranch(pen, this.#scopeOf(flow), flow));
  moveBranch = (flow: string, by: -1 | 1): void => this.#run((pen) => moveBranch(pen, this.#scopeOf(flow), flow, by));
  endBranch = (flow: string): string => this.#run((pen) => endBranch(pen, this.#scopeOf(flow), flow));
  leadBack = (flow: string, to: string): void => this.#run((pen) => leadBack(pen, this.#scopeOf(flow), flow, to));
  rejoin = (flow: string): void => this.#run((pen) => rejoin(pen, this.#scopeOf(flow), flow));
  addTimer = (id: string, plan: TimerPlan): string => this.#run((pen) => addTimer(pen, this.#scopeOf(id), id, plan));
  setEach = (id: string, each: Each | null): void => this.#run((pen) => setEach(pen, id, each));
  /** Writes fields by the panel's addresses; an empty text removes what was written. */
  write = (id: string, values: Readonly<Record<string, string>>): void => this.#run((pen) => pen.write(pen.shape(id), values));
  bind = (id: string, row: ContractRow, text: string): void => this.#run((pen) => pen.bind(pen.shape(id), row, text));
  /** Writes what goes into a step or comes out of it. */
  map = (id: string, list: MappingList, lines: readonly Mapping[]): void => this.#run((pen) => pen.map(pen.shape(id), list, lines));
  /** Makes a branch the one that is taken when no condition holds. */
  makeOtherwise = (flow: string): void => this.#run((pen) => pen.set(pen.flow(flow).source, { default: pen.flow(flow).businessObject }));

  /** Why an element, or by its flow a branch, can't be taken away; null where it can. Draws nothing. */
  whyStays = (id: string): RefusalCode | null => {
    try {
      const scope = this.#scopeOf(id);
      this.#dry((pen) => (isFlow(pen.shape(id)) ? removeBranch : remove)(pen, scope, id));
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  };

  /** Blocks of the scope in which an element stands. */
  #scopeOf(id: string): Scope {
    const element = this.#services.registry.get(id) as unknown as { businessObject: Moddle } | undefined;
    if (element === undefined) return refuse('NOT_THERE');
    const holder = element.businessObject.$parent!;
    return readScopes(holder).get(holder.id!)!;
  }

  /** Runs an edit as one command. Whether it is refused is found out before: a refusal leaves the history as it was. */
  #run<T>(edit: (pen: Pen) => T): T {
    const done = this.#dry(edit);
    // What draws nothing at all is done already.
    if (done !== null) return done.value;
    let value: T | undefined;
    this.#stack.execute(command, {
      edit: () => {
        const pen = new Pen(this.#services);
        value = edit(pen);
        dissolve(pen);
      },
    });
    return value as T;
  }

  /** Goes through an edit until it would draw something: null then; its value where it draws nothing. @throws Refusal */
  #dry<T>(edit: (pen: Pen) => T): { readonly value: T } | null {
    try {
      return { value: edit(new Pen(this.#services, true)) };
    } catch (error) {
      if (error instanceof WouldDraw) return null;
      throw error;
    }
  }
}

/** diagram-js module of the outline's edits. */
export const outlineEditsModule = { __init__: ['outlineEdits'], outlineEdits: ['type', OutlineEdits] };
