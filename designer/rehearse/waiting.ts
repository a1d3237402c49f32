import type { Offer } from '../../engine/interpreter/offers.ts';
import { offersOf } from '../../engine/interpreter/offers.ts';
import type { CardEntry, OpenedEntry } from '../../engine/log.ts';
import type { Program } from '../../engine/program.ts';
import type { PendingJob } from '../../engine/scenario/departments.ts';
import type { Play } from '../../engine/scenario/play.ts';
import type { State, WaitFor } from '../../engine/state.ts';

/** Something the rehearsed case waits for, which the person who tries it can let happen. */
export type Waiting =
  | { readonly kind: 'work'; readonly element: string; readonly opened: OpenedEntry; readonly suspended: boolean }
  | { readonly kind: 'held'; readonly element: string; readonly job: PendingJob }
  | { readonly kind: 'message'; readonly element: string; readonly wait: Extract<WaitFor, { kind: 'message' }> }
  | { readonly kind: 'signal'; readonly element: string; readonly name: string }
  | { readonly kind: 'conditional'; readonly element: string; readonly condition: string }
  | { readonly kind: 'incident'; readonly element: string; readonly incident: number; readonly code: string; readonly message: string }
  | { readonly kind: 'card'; readonly element: string; readonly card: CardEntry }
  | { readonly kind: 'offer'; readonly element: string; readonly offer: Offer };

/** What the case waits for now: incidents first, then people's steps, then the rest, each oldest first. */
export function waitingOf(program: Program, play: Play): Waiting[] {
  const { state } = play;
  if (state.status !== 'running') return [];
  const opened = new Map(play.happened.flatMap(({ entry }) => (entry.type === 'opened' ? [[entry.instance, entry] as const] : [])));
  const fallen = play.happened.flatMap(({ entry }) => (entry.type === 'card' && entry.answerBy !== null && state.cards[entry.card]?.answer === undefined ? [entry] : []));
  return [
    ...Object.values(state.incidents).map(({ id, instance, code, message }): Waiting => ({ kind: 'incident', element: state.instances[instance]?.node ?? '', incident: id, code, message })),
    ...waitsOf(state, opened),
    ...play.held.map((job): Waiting => ({ kind: 'held', element: job.command.element, job })),
    ...offersOf(program, state).filter(({ busy }) => !busy).map((offer): Waiting => ({ kind: 'offer', element: offer.node.id, offer })),
    ...fallen.map((card): Waiting => ({ kind: 'card', element: card.element ?? '', card })),
  ];
}

function waitsOf(state: State, opened: ReadonlyMap<number, OpenedEntry>): Waiting[] {
  return Object.values(state.instances).flatMap((instance) => {
    if (instance.incident !== undefined) return [];
    // A step that a correction holds waits for what is missing.
    const item = opened.get(instance.id);
    if (instance.suspended !== undefined && item) return [{ kind: 'work', element: item.element, opened: item, suspended: true }];
    return (instance.waits ?? []).flatMap(({ on, node: element }): Waiting[] => {
      switch (on.kind) {
        case 'work':
          return item ? [{ kind: 'work', element, opened: item, suspended: false }] : [];
        case 'message':
          return [{ kind: 'message', element, wait: on }];
        case 'signal':
          return [{ kind: 'signal', element, name: on.name }];
        case 'conditional':
          return [{ kind: 'conditional', element, condition: on.condition }];
        default:
          return [];
      }
    });
  });
}
