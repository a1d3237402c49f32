import type { HistoryStep } from '../answers/history.ts';

/** Where the tokens stand and which way they came, after a number of steps. */
export interface Position {
  readonly tokens: readonly { readonly process: string; readonly element: string; readonly instance: number; readonly incident: number | null }[];
  /** Elements and flows passed, by process. */
  readonly path: ReadonlyMap<string, ReadonlySet<string>>;
  /** Elements touched by the last step. */
  readonly touched: ReadonlySet<string>;
}

interface Live {
  process: string;
  element: string;
  parent: number | null;
  incident: number | null;
}

/** Folds the log of the first `count` steps into a position, as the case itself went. */
export function positionAfter(steps: readonly HistoryStep[], count: number): Position {
  const live = new Map<number, Live>();
  const path = new Map<string, Set<string>>();
  let touched = new Set<string>();
  const pass = (process: string, id: string): void => {
    const passed = path.get(process) ?? new Set<string>();
    passed.add(id);
    path.set(process, passed);
    touched.add(id);
  };
  for (const step of steps.slice(0, count)) {
    touched = new Set<string>();
    for (const entry of step.log) {
      switch (entry.type) {
        case 'entered':
          live.set(entry.instance, { process: entry.process, element: entry.element, parent: entry.parent, incident: null });
          pass(entry.process, entry.element);
          break;
        case 'left':
          live.delete(entry.instance);
          touched.add(entry.element);
          break;
        case 'flow':
          pass(entry.process, entry.flow);
          break;
        case 'incident': {
          const holder = live.get(entry.incident.instance);
          if (holder) holder.incident = entry.action === 'raised' ? entry.incident.id : null;
          touched.add(entry.element);
          break;
        }
        case 'opened':
        case 'closed':
        case 'job':
          touched.add(entry.element);
          break;
        case 'card':
          if (entry.element) touched.add(entry.element);
          break;
        default:
      }
    }
  }
  const parents = new Set([...live.values()].map((token) => token.parent));
  // A scope with something alive inside is shown by its content.
  const tokens = [...live].filter(([instance]) => !parents.has(instance)).map(([instance, token]) => ({ process: token.process, element: token.element, instance, incident: token.incident }));
  return { tokens, path, touched };
}

/** Kinds of things worth stopping at. */
export type Anomaly = 'incident' | 'card' | 'refusal' | 'rectify' | 'procedure' | 'late' | 'afterwards' | 'cancelled' | 'failed';

/** What is out of the ordinary in a step, in the order it happened. */
export function anomaliesOf(step: HistoryStep): Anomaly[] {
  const found = new Set<Anomaly>();
  for (const entry of step.log) {
    if (entry.type === 'incident' && entry.action === 'raised') found.add('incident');
    if (entry.type === 'card' && entry.level !== 'hint') found.add('card');
    if (entry.type === 'procedure') found.add('procedure');
    if (entry.type === 'late') found.add('late');
    if (entry.type === 'job' && (entry.state === 'failed' || entry.state === 'error')) found.add('failed');
    if (entry.type === 'closed' && entry.opinion === 'disagree') found.add('refusal');
    if (entry.type === 'closed' && entry.opinion === 'rectify') found.add('rectify');
    if (entry.type === 'closed' && entry.occurredAt !== undefined) found.add('afterwards');
    if (entry.type === 'status' && (entry.status === 'cancelled' || entry.status === 'terminated')) found.add('cancelled');
  }
  return [...found];
}

/** A stretch in which nothing happened, before the step with this seq. */
export const IDLE_MS = 12 * 3_600_000;

/** Milliseconds of silence before each step, null where it is short. */
export function idleBefore(steps: readonly HistoryStep[], index: number): number | null {
  const [before, now] = [steps[index - 1], steps[index]];
  if (!before || !now) return null;
  const gap = Date.parse(now.at) - Date.parse(before.at);
  return gap >= IDLE_MS ? gap : null;
}
