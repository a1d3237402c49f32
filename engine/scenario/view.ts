import { dueOf } from '../clock/legalClock.ts';
import { type Stage as StageTerms, textOf } from '../forms/matterForm.ts';
import type { LogEntry } from '../log.ts';
import type { Program } from '../program.ts';
import type { State } from '../state.ts';

/** A case as a scenario looks at it, wherever it runs. */
export interface CaseView {
  readonly status: string;
  /** What the applicant's page shows as the stage now. */
  readonly stages: readonly string[];
  readonly now: string;
  /** null while the case's clock stands. */
  readonly caseDue: { readonly on: string; readonly provisional: boolean } | null;
  readonly items: readonly { readonly element: string; readonly department: string | null; readonly open: boolean }[];
  /** Running clocks of steps; `on` is null while one stands. */
  readonly clocks: readonly { readonly element: string; readonly on: string | null }[];
  readonly cards: readonly { readonly element: string | null; readonly level: string; readonly on: string }[];
  readonly documents: readonly string[];
  readonly incidents: readonly string[];
  readonly waiting: readonly { readonly element: string; readonly department: string }[];
  /** Elements that were reached, each once. */
  readonly path: readonly string[];
}

/** Reads the view off a case in memory: its state, and everything its log has told so far. */
export function viewOf(program: Program, state: State, log: readonly LogEntry[], stages: readonly StageTerms[]): CaseView {
  const due = (id: number) => dueOf(state.clocks[id]!, state.calendar);
  const caseDue = state.caseClock === undefined || state.clocks[state.caseClock] === undefined ? null : due(state.caseClock);
  const opened = log.filter((entry) => entry.type === 'opened');
  return {
    status: state.status,
    stages: stagesOf(program, state, stages),
    now: state.now,
    caseDue: caseDue && { on: caseDue.on, provisional: caseDue.provisional },
    items: opened.map(({ element, department, instance }) => ({ element, department, open: state.instances[instance] !== undefined })),
    clocks: Object.values(state.clocks)
      .filter((clock) => clock.element !== null && clock.stoppedAt === undefined)
      .map((clock) => ({ element: clock.element!, on: due(clock.id)?.on ?? null })),
    cards: log.filter((entry) => entry.type === 'card').map(({ element, level, on }) => ({ element, level, on })),
    // 受理决定书 (04) is the window's, issued at acceptance.
    documents: ['04', ...log.filter((entry) => entry.type === 'document').map(({ code }) => code)],
    incidents: Object.values(state.incidents).map(({ code }) => code),
    waiting: Object.values(state.instances)
      .filter((one) => one.waits?.some(({ on }) => on.kind === 'callback'))
      .map((one) => ({ element: one.node!, department: one.task?.department ?? '' })),
    path: [...new Set(log.filter((entry) => entry.type === 'entered').map(({ element }) => element))],
  };
}

/** The applicant's stages of the steps that are live in the matter's own process. */
function stagesOf(program: Program, state: State, stages: readonly StageTerms[]): string[] {
  const nodes = new Map(program.processes[program.main]!.nodes.map((node) => [node.id, node]));
  const live = new Set(
    Object.values(state.instances).map((one) => {
      const node = one.node === null || one.process !== program.main ? undefined : nodes.get(one.node);
      return node && 'step' in node ? node.step?.stage : undefined;
    }),
  );
  return stages.filter(({ id }) => live.has(id)).map(({ name }) => textOf(name, 'zh-CN'));
}
