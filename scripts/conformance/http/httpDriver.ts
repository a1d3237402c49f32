import { setTimeout as pause } from 'node:timers/promises';
import { durationMs } from './duration.ts';
import type { Variables } from '../../../engine/value.ts';
import { type Person, Refused } from '../../../server/client/client.ts';
import type { Worker } from '../caseFile.ts';
import type { EngineDriver, MainView, View } from '../driver.ts';

/** Where and how cases are driven. */
export interface HttpSettings {
  /** An administrator of the platform. */
  readonly person: Person;
  /** Control of the registered workers' stand-in. */
  readonly standinsUrl: string;
  /** `rehearsal`: time is moved; `wall`: it passes. */
  readonly clock: 'rehearsal' | 'wall';
}

interface Line { readonly id: string }
interface Deployed { readonly id: string; readonly atRest: boolean; readonly moving: string | null; readonly now: string | null; readonly instances: readonly (Line & { readonly seq: number })[] }
interface Task { readonly id: string; readonly instance: string; readonly element: string; readonly openedAt: string }
interface Instance extends Line {
  readonly state: string;
  readonly nextDue: string | null;
  readonly tasks: readonly Task[];
  readonly waiting: readonly object[];
  readonly incidents: readonly { readonly element: string; readonly code: string; readonly message: string }[];
  readonly history: readonly { readonly element: string; readonly how: 'completed' | 'cancelled' }[];
  readonly variables: Variables;
}
interface ToldProblem { readonly file: string; readonly elementId: string; readonly code: string; readonly severity: string; readonly text: string }

/** Events of all instances that one step of a case may lead to, of which one act has several: a flow that goes on for ever is given up here. */
export const MOST_EVENTS = 100_000;

/** Seconds that one question whether everything is at rest may take before it is asked again. */
const askedFor = 10;

/** How long nothing at all may happen in a world that is not at rest, milliseconds: the platform stands still then, whatever the case says. */
const standstill = 120_000;

/** Runs cases over the public HTTP API of a platform alone; the workers' stand-in is told how to answer, and answers like any department. */
export function httpDriver({ person, standinsUrl, clock }: HttpSettings): EngineDriver {
  let deployment: string | null = null;
  let main: string | null = null;
  /** Instances in the order they were begun: time may stand still meanwhile. */
  const begun: string[] = [];
  /** Why there is no use in going on with the case. */
  let lost: Error | null = null;

  const here = (): string => {
    if (lost) throw lost;
    if (deployment === null) throw new Error('nothing was deployed');
    return deployment;
  };

  /**
   * Waits until the platform says that nothing moves, however slow it is; an instance that an event began before any other
   * is the main one.
   * @throws when a flow goes on for ever, or the platform stands still: with what it was waiting for
   */
  async function settle(): Promise<Deployed> {
    const watch = new Watch();
    for (;;) {
      const seen = await person.get<Deployed>(`/api/engine/deployments/${here()}?wait=${askedFor}`);
      begun.push(...seen.instances.map(({ id }) => id).filter((id) => !begun.includes(id)));
      main ??= begun[0] ?? null;
      if (seen.atRest) return seen;
      giveUpWhere(watch.look(seen, seen.moving));
    }
  }

  function giveUpWhere(reason: string | null): void {
    if (reason === null) return;
    lost = new Error(reason);
    throw lost;
  }

  /** A command that was taken and not confirmed at once has had its answer when everything is at rest. */
  async function act(sent: Promise<{ readonly commandId?: string; readonly state?: string }>): Promise<void> {
    const { commandId, state } = await sent;
    await settle();
    if (commandId === undefined || state !== 'pending') return;
    const { state: became, code } = await person.get<{ state: string; code?: string }>(`/api/commands/${commandId}`);
    if (became === 'refused') throw new Error(`refused: ${code}`);
  }

  const world = () => (clock === 'rehearsal' ? { deployment: here() } : {});

  return {
    async deploy(files, workers) {
      await tellWorkers(standinsUrl, workers);
      const body = {
        files: files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
        ...(clock === 'rehearsal' ? { rehearsal: { now: new Date().toISOString() } } : {}),
      };
      try {
        ({ id: deployment } = await person.post<{ id: string }>('/api/engine/deployments', body));
      } catch (error) {
        if (error instanceof Refused && error.status < 500) return inWords(error);
        throw error;
      }
      await settle();
      return [];
    },
    async start(process, variables, isMain) {
      const { id } = await person.post<Line>('/api/engine/instances', { process, deployment: here(), variables });
      if (isMain || begun.length === 0) main = id;
      begun.push(id);
      await settle();
    },
    async message({ name, key, variables, all }) {
      await act(person.post('/api/engine/messages', { name, variables, all, ...(key === undefined ? {} : { key }), ...world() }));
    },
    async signal(name, variables) {
      await act(person.post('/api/engine/signals', { name, variables, ...world() }));
    },
    async complete(element, variables) {
      const open = await person.get<Task[]>(`/api/engine/tasks?deployment=${here()}&element=${encodeURIComponent(element)}`);
      const [task] = open.sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt) || begun.indexOf(a.instance) - begun.indexOf(b.instance));
      if (!task) throw new Error(`no open task of ${element}`);
      await act(person.post(`/api/engine/tasks/${encodeURIComponent(task.id)}/completion`, { variables }));
    },
    async setVariables(variables) {
      if (main === null) throw new Error('no main instance was started');
      await act(person.post('/api/engine/variables', { instance: main, variables }));
    },
    async wait(duration) {
      if (clock === 'wall') await pause(durationMs(duration));
      else await pass(duration);
      await settle();
    },
    async see(): Promise<View> {
      const { instances } = await settle();
      const all = await Promise.all(instances.map(({ id }) => person.get<Instance>(`/api/engine/instances/${id}`)));
      const waiting: Record<string, number> = {};
      for (const { element } of all.flatMap(({ tasks }) => tasks)) waiting[element] = (waiting[element] ?? 0) + 1;
      const own = all.find(({ id }) => id === main);
      return { main: own ? mainView(own) : null, waiting, over: all.flatMap(({ history }) => history) };
    },
    async end() {
      if (deployment !== null) await person.send('DELETE', `/api/engine/deployments/${deployment}?instances=cancel`);
    },
  };

  async function pass(duration: string): Promise<void> {
    const advance = (body: object) => person.post<{ now: string; to: string; moving: string | null }>(`/api/engine/deployments/${here()}/advance`, body);
    const watch = new Watch();
    // One call takes so long at most; a long way is gone in several.
    for (let come = await advance({ duration }); come.now < come.to || come.moving !== null; come = await advance({ to: come.to })) {
      giveUpWhere(watch.look(await person.get<Deployed>(`/api/engine/deployments/${here()}`), come.moving));
    }
  }
}

/** Watches what is not at rest: something has to happen, but not for ever. */
class Watch {
  #first: number | null = null;
  #before = '';
  #since = Date.now();

  /** @returns why to look no more; null while there is hope */
  look({ instances, now }: Deployed, moving: string | null): string | null {
    const events = instances.reduce((sum, { seq }) => sum + seq, 0);
    this.#first ??= events;
    if (events - this.#first > MOST_EVENTS) return `still not at rest after ${MOST_EVENTS} events: ${moving}`;
    const stands = `${events} ${instances.length} ${now}`;
    if (stands !== this.#before) this.#since = Date.now();
    this.#before = stands;
    return Date.now() - this.#since > standstill ? `nothing has happened for ${standstill / 1_000} s, and it is not at rest: ${moving}` : null;
  }
}

function mainView({ state, incidents, tasks, waiting, nextDue, variables }: Instance): MainView {
  const waits = tasks.length > 0 || waiting.length > 0 || nextDue !== null;
  const running = incidents.length === 0 ? [state] : ['incident', 'failed', 'error', ...(waits ? ['running'] : [])];
  return {
    states: state === 'cancelled' ? ['terminated'] : state === 'running' ? running : [state],
    incidents: incidents.map(({ element, code, message }) => `${code} at ${element}: ${message}`),
    variables,
  };
}

/** Every error with its element and its rule. */
function inWords({ code, details, message }: Refused): string[] {
  const problems = (details as { problems?: readonly ToldProblem[] } | undefined)?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error').map((one) => `${one.file} ${one.elementId || '-'} ${one.code} (${one.text})`);
  return errors.length > 0 ? errors : [`${code}: ${message}`];
}

async function tellWorkers(standinsUrl: string, workers: Readonly<Record<string, Worker>>): Promise<void> {
  const told = Object.fromEntries(
    Object.entries(workers).map(([element, { set, throwError, hold }]) => [element, { mode: hold ? 'silent' : 'ok', refuse: throwError, set }]),
  );
  const request = { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(told) };
  for (const until = Date.now() + standstill; ; await pause(250)) {
    const response = await fetch(`${standinsUrl}/control/workers/elements`, request).catch(() => null);
    if (response?.ok) return response.body?.cancel();
    if (response) throw new Error(`Expected the workers' stand-in to listen, but it answered ${response.status}: ${await response.text()}`);
    // One that has died is started again.
    if (Date.now() > until) throw new Error(`The workers' stand-in has not answered for ${standstill / 1_000} s`);
  }
}
