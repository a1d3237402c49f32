import { readFileSync } from 'node:fs';
import { loadCalendar } from '../../definitions/calendars/load.ts';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { dueOf } from '../../engine/clock/legalClock.ts';
import { compile } from '../../engine/compile.ts';
import type { Command } from '../../engine/command.ts';
import type { Event } from '../../engine/event.ts';
import { nextDue } from '../../engine/interpreter/dueTimes.ts';
import { step } from '../../engine/interpreter/step.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Opinion, Program } from '../../engine/program.ts';
import type { State } from '../../engine/state.ts';
import type { Variables } from '../../engine/value.ts';
import { departmentOf } from '../../scripts/demo/departmentOf.ts';
import type { Driver } from '../../scripts/demo/driver.ts';
import { checkForm } from '../../server/cases/form/checkForm.ts';
import { type MatterForm, textOf } from '../../server/cases/form/matterForm.ts';

const matters = new URL('../../definitions/matters/', import.meta.url);
const matterForm = JSON.parse(readFileSync(new URL('joint-utility-connection/form.json', matters), 'utf8')) as MatterForm;
const drawing = (key: string) => readFileSync(new URL(`${key}/flow.bpmn`, matters), 'utf8');

/** A shipped matter, compiled with the visit it calls. @throws when it has problems */
export async function compileMatter(key: string): Promise<Program> {
  const visit = await compile(drawing('joint-visit'), { profile: 'matter' });
  const { program, problems } = await compile(drawing(key), { profile: 'matter', called: visit.program!.processes });
  if (!program) throw new Error(JSON.stringify(problems));
  return program;
}

/** Answers as the window keeps them: what is not asked is no, an empty list or null. @throws when the form is wrong */
function asAccepted(situations: object, form: object, now: string): Variables {
  const checked = checkForm(matterForm, situations as Variables, form as Variables, now);
  if (checked.faults.length > 0) throw new Error(JSON.stringify(checked.faults));
  return { ...checked.situations, ...checked.plain };
}

type EventBody = Event extends infer E ? (E extends Event ? Omit<E, 'now' | 'actor'> : never) : never;

/** Runs a scenario on the bare core: departments answer at once unless they are silent, nothing else is there. */
export function coreDriver(program: Program, onStep: (state: State, event: Event) => void = () => {}): Driver {
  let state: State | null = null;
  let now = '';
  const log: LogEntry[] = [];
  const silent = new Set<string>();
  const held: Extract<Command, { type: 'job' }>[] = [];
  const effects: { department: string; kind: string; key: string }[] = [];

  function feed(event: EventBody, at = now): void {
    const whole = { ...event, now: at, actor: { user: 'tester', role: 'clerk' } } as Event;
    const result = step(program, state, whole);
    state = result.state;
    now = at;
    log.push(...result.log);
    onStep(state, whole);
    for (const command of result.commands) if (command.type === 'job') answer(command);
  }

  function answer(command: Extract<Command, { type: 'job' }>): void {
    effects.push({ department: command.job.department!, kind: command.job.operation!, key: command.key });
    const isHeld = command.job.mode === 'async' && silent.has(`${command.job.department}/${command.job.operation}`);
    if (isHeld) held.push(command);
    feed({ type: 'job', instance: command.instance, attempt: command.attempt, outcome: isHeld ? { kind: 'accepted' } : { kind: 'done' } });
  }

  /** The applicant's stages of the steps that are live in the matter's own process. */
  function stagesOf(current: State): string[] {
    const nodes = program.processes[program.main]!.nodes;
    const ids = Object.values(current.instances).map((one) => nodes.find((node) => node.id === one.node && one.process === program.main));
    const live = new Set(ids.map((node) => (node && 'step' in node ? node.step?.stage : undefined)));
    return (matterForm.applicantStages ?? []).filter(({ id }) => live.has(id)).map(({ name }) => textOf(name, 'zh-CN'));
  }

  const openItem = (element: string, department: string) => {
    const found = Object.values(state!.instances).find((one) => one.node === element && one.task?.department === department && one.waits?.some(({ on }) => on.kind === 'work'));
    if (!found) throw new Error(`Expected an open item of ${element} for ${department}, but there is none`);
    return found.id;
  };

  return {
    async start({ now: begin, situations, form }) {
      feed({ type: 'start', caseNumber: 'YJS440400202609180000011', variables: { ...asAccepted(situations, form, begin), materials: [] }, calendar: loadCalendar(), ladders: loadLadders() }, begin);
    },
    async complete(element, user, { opinion, comment, variables }) {
      feed({
        type: 'complete',
        instance: openItem(element, departmentOf(user)),
        variables: variables as Variables,
        ...(opinion ? { opinion: opinion as Opinion } : {}),
        ...(comment ? { comment } : {}),
      });
    },
    async advance(to) {
      for (let due = nextDue(program, state!); due !== null && due <= to; due = nextDue(program, state!)) feed({ type: 'tick' }, due);
      feed({ type: 'tick' }, to);
    },
    async standin({ department, operation, mode, answer: times = 0 }) {
      if (mode === 'silent') silent.add(`${department}/${operation}`);
      else silent.delete(`${department}/${operation}`);
      for (let i = 0; i < times; i += 1) for (const { instance, attempt } of held) feed({ type: 'job', instance, attempt, outcome: { kind: 'done' } });
    },
    async answerCard(level, _user, reason) {
      const card = Object.values(state!.cards).find((one) => one.level === level)!;
      feed({ type: 'answerCard', card: card.id, answer: reason });
    },
    async see() {
      const current = state!;
      const due = (id: number) => dueOf(current.clocks[id]!, current.calendar);
      const caseDue = due(current.caseClock!);
      const opened = log.filter((entry) => entry.type === 'opened');
      return {
        status: current.status,
        stages: stagesOf(current),
        now,
        caseDue: caseDue && { on: caseDue.on, provisional: caseDue.provisional },
        items: opened.map(({ element, department, instance }) => ({ element, department, open: current.instances[instance] !== undefined })),
        clocks: Object.values(current.clocks)
          .filter((clock) => clock.element !== null && clock.stoppedAt === undefined)
          .map((clock) => ({ element: clock.element!, on: due(clock.id)?.on ?? null })),
        cards: log.filter((entry) => entry.type === 'card').map(({ element, level, on }) => ({ element, level, on })),
        // 受理决定书 (04) is the window's, issued by the server at acceptance.
        documents: ['04', ...log.filter((entry) => entry.type === 'document').map(({ code }) => code)],
        incidents: Object.values(current.incidents).map(({ code }) => code),
        waiting: Object.values(current.instances)
          .filter((one) => one.waits?.some(({ on }) => on.kind === 'callback'))
          .map((one) => ({ element: one.node!, department: one.task!.department! })),
      };
    },
    ledger: async () => effects,
  };
}
