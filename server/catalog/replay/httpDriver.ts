import { setTimeout as pause } from 'node:timers/promises';
import { accept, guideOf } from '../../client/acceptSample.ts';
import type { PlatformClient } from '../../client/client.ts';
import type { DepartmentTold, ScenarioStep } from '../../../engine/scenario/scenario.ts';
import type { CaseView } from '../../../engine/scenario/view.ts';
import type { Driver } from './driver.ts';

interface ItemLine { readonly id: string; readonly caseNumber: string; readonly element: string }
interface Step { readonly instance: number; readonly element: string; readonly department: string | null; readonly state: string }
interface ClockLine { readonly dueOn: string | null; readonly provisional: boolean; readonly paused: boolean; readonly state: string; readonly element: string | null }
interface Detail { readonly status: string; readonly virtualNow: string | null; readonly leadDepartment: string | null; readonly steps: readonly Step[]; readonly clocks: readonly ClockLine[] }
interface CardLine { readonly id: string; readonly element: string | null; readonly level: string; readonly issuedOn: string; readonly state: string }
interface History { readonly steps: readonly { readonly log: readonly { readonly type: string; readonly element?: string | null }[] }[] }
interface IncidentLine { readonly id: string; readonly element: string; readonly code: string }
interface Offer { readonly scope: number; readonly node: string }
interface Behaviour { readonly mode: string; readonly refuse?: string; readonly data?: object }

/** A replay that the case plays: it has its number before it is accepted. */
export interface Played {
  readonly replay: string;
  readonly caseNumber: string;
  /** What its version asks to be handed in: it need not be the version in force. */
  readonly materials: readonly { readonly id: string }[];
}

/** How long a person's item may take to appear, milliseconds of wall time: departments and worker are other processes. */
const PATIENCE = 60_000;

/**
 * Drives a rehearsal on a running platform, through the public HTTP API alone, each act by the person whose act it is.
 * What the scenario tells departments is told the stand-ins for this one case. A played one is told before it begins, so
 * that whoever the scenario does not name agrees, as in memory; another hears what everybody hears until it is told something.
 */
export function httpDriver(client: PlatformClient, matter: string, standinsUrl: string, played?: Played): Driver & { readonly caseNumber: string; forget(): Promise<void> } {
  let caseNumber = played?.caseNumber ?? '';
  let checkCode = '';
  const told: Record<string, Behaviour> = {};

  const person = (user: string) => client.as(user);
  const auditor = () => person('auditor1');

  async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + PATIENCE; ; await pause(100)) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`Expected ${what} within ${PATIENCE / 1000} s, but waited in vain`);
    }
  }

  async function control(method: 'PUT' | 'POST' | 'DELETE', path: string, body?: object): Promise<void> {
    const response = await fetch(`${standinsUrl}/control/${path}`, { method, ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`Expected the stand-ins to listen to ${method} ${path}, but they answered ${response.status}`);
  }

  const tellCase = (): Promise<void> => control('PUT', `cases/${caseNumber}`, told);

  async function itemOf(element: string, user: string): Promise<ItemLine> {
    const worker = await person(user);
    return until(`an item of ${element} in the inbox of ${user}`, async () =>
      (await worker.get<ItemLine[]>(`/api/work-items?q=${caseNumber}`)).find((line) => line.caseNumber === caseNumber && line.element === element),
    );
  }

  async function complete(element: string, user: string, { opinion, comment, variables = {} }: ScenarioStep): Promise<void> {
    const { id } = await itemOf(element, user);
    await (await person(user)).post(`/api/work-items/${id}/completion`, { variables, ...(opinion ? { opinion } : {}), ...(comment ? { comment } : {}) });
  }

  async function advance(to: string): Promise<void> {
    const supervisor = await person('supervisor1');
    await supervisor.post(`/api/cases/${caseNumber}/advance`, { to });
    await until(`the virtual clock at ${to}`, async () => {
      const { virtualNow, status } = await supervisor.get<Detail>(`/api/cases/${caseNumber}`);
      return (virtualNow ?? '') >= to || status !== 'running' || undefined;
    });
  }

  async function tell({ department, operation, mode, code, data, answer = 0 }: DepartmentTold): Promise<void> {
    told[`${department}/${operation}`] = behaviourOf({ mode, code, data });
    await tellCase();
    if (answer > 0) await control('POST', `${department}/answer`, { times: answer, caseNumber, operation, ...(mode === 'refuse' ? { refuse: code ?? 'REFUSED' } : {}), ...(data === undefined ? {} : { data }) });
  }

  async function answerCard(level: string, user: string, answer: string): Promise<void> {
    const chief = await person(user);
    const card = await until(`a ${level} for ${user}`, async () =>
      (await chief.get<CardLine[]>(`/api/cards?state=open&caseNumber=${caseNumber}`)).find((line) => line.level === level),
    );
    await chief.post(`/api/cards/${card.id}/answer`, { answer });
  }

  async function settle({ element, how }: NonNullable<ScenarioStep['settle']>, { variables, comment, note }: ScenarioStep): Promise<void> {
    const operator = await person('operator1');
    const incident = await until(`an incident at ${element}`, async () => (await operator.get<IncidentLine[]>(`/api/incidents?state=open&caseNumber=${caseNumber}`)).find((line) => line.element === element));
    await operator.post(`/api/incidents/${incident.id}/settlement`, { action: how, reason: comment ?? note ?? '试运行', ...(variables ? { variables } : {}) });
  }

  async function supply(element: string): Promise<void> {
    const { steps } = await (await auditor()).get<Detail>(`/api/cases/${caseNumber}`);
    const step = steps.find((one) => one.element === element && one.state === 'suspended');
    if (!step) throw new Error(`Expected a correction asked for at ${element}, but there is none`);
    await (await person('clerk1')).post(`/api/cases/${caseNumber}/corrections/${step.instance}/supply`, { items: [] });
  }

  async function special({ action, reason, basis }: NonNullable<ScenarioStep['special']>): Promise<void> {
    const { leadDepartment } = await (await auditor()).get<Detail>(`/api/cases/${caseNumber}`);
    const lead = await person(`${leadDepartment}-1`);
    if (action === 'start') await lead.post(`/api/cases/${caseNumber}/special-procedures`, { reason, basis });
    else await lead.post(`/api/cases/${caseNumber}/special-procedures/finish`, { reason });
  }

  async function activate(element: string): Promise<void> {
    const operator = await person('operator1');
    const { scope, node } = await until(`${element} to be offered`, async () => (await operator.get<Offer[]>(`/api/cases/${caseNumber}/activations`)).find((offer) => offer.node === element));
    await operator.post(`/api/cases/${caseNumber}/activations`, { scope, node });
  }

  async function act(step: ScenarioStep): Promise<void> {
    const users = step.by === undefined ? [] : [step.by].flat();
    if (step.complete) for (const user of users) await complete(step.complete, user, step);
    if (step.advance) await advance(step.advance);
    if (step.answerCard) await answerCard(step.answerCard, users[0]!, step.answer ?? '');
    if (step.standin) await tell(step.standin);
    if (step.settle) await settle(step.settle, step);
    if (step.correct) {
      const { element, items, reason } = step.correct;
      const { id } = await itemOf(element, users[0]!);
      await (await person(users[0]!)).post(`/api/work-items/${id}/correction`, { items, reason });
    }
    if (step.supply) await supply(step.supply);
    if (step.special) await special(step.special);
    if (step.withdraw) await (await person('clerk1')).post(`/api/cases/${caseNumber}/withdrawal`, { reason: step.withdraw });
    const { variables = {} } = step;
    if (step.message) await (await person('operator1')).post(`/api/cases/${caseNumber}/messages`, { ...step.message, variables });
    if (step.signal !== undefined) await (await person('operator1')).post(`/api/cases/${caseNumber}/signals`, { name: step.signal, variables });
    if (step.activate !== undefined) await activate(step.activate);
  }

  return {
    get caseNumber() {
      return caseNumber;
    },
    async start({ now, situations, form, departments = [] }) {
      for (const each of departments) told[`${each.department}/${each.operation}`] = behaviourOf(each);
      if (played !== undefined) await tellCase();
      const clerk = await person('clerk1');
      const { materials } = played ?? (await guideOf(clerk, matter));
      ({ caseNumber, checkCode } = await accept(clerk, matter, materials, { situations, form, rehearsal: { now, ...(played && { replay: played.replay }) } }));
      if (played === undefined && departments.length > 0) await tellCase();
    },
    act,
    /** The stand-ins need not remember this case any longer. */
    forget: () => control('DELETE', `cases/${caseNumber}`),
    async see(): Promise<CaseView> {
      const looker = await auditor();
      const [detail, history, cards, documents, incidents, progress] = await Promise.all([
        looker.get<Detail>(`/api/cases/${caseNumber}`),
        looker.get<History>(`/api/cases/${caseNumber}/history`),
        (await person('supervisor1')).get<CardLine[]>(`/api/cards?caseNumber=${caseNumber}`),
        looker.get<{ code: string }[]>(`/api/cases/${caseNumber}/documents`),
        looker.get<{ code: string }[]>(`/api/incidents?state=open&caseNumber=${caseNumber}`),
        client.get<{ stages: { name: string; state: string }[] }>(`/api/progress/${caseNumber}?code=${checkCode}`),
      ]);
      const own = detail.clocks.find((clock) => clock.element === null);
      return {
        status: detail.status,
        stages: progress.stages.filter(({ state }) => state === 'now').map(({ name }) => name),
        now: detail.virtualNow ?? '',
        caseDue: own?.dueOn && !own.paused ? { on: own.dueOn, provisional: own.provisional } : null,
        items: detail.steps.map(({ element, department, state }) => ({ element, department, open: state === 'open' || state === 'claimed' || state === 'suspended' })),
        clocks: detail.clocks.flatMap(({ element, state, dueOn }) => (element === null || state === 'stopped' ? [] : [{ element, on: dueOn }])),
        cards: cards.map(({ element, level, issuedOn }) => ({ element, level, on: issuedOn })),
        documents: documents.map(({ code }) => code),
        incidents: incidents.map(({ code }) => code),
        waiting: detail.steps.filter(({ state }) => state === 'waiting').map(({ element, department }) => ({ element, department: department ?? '' })),
        path: [...new Set(history.steps.flatMap(({ log }) => log.flatMap(({ type, element }) => (type === 'entered' && element ? [element] : []))))],
      };
    },
    async effects() {
      const response = await fetch(`${standinsUrl}/ledger?caseNumber=${caseNumber}`);
      return ((await response.json()) as { entries: { department: string; kind: string; key: string }[] }).entries;
    },
  };
}

/** What a stand-in is told so that it behaves as the scenario says. */
const behaviourOf = ({ mode, code, data }: Pick<DepartmentTold, 'mode' | 'code' | 'data'>): Behaviour => ({
  ...(mode === 'refuse' ? { mode: 'ok', refuse: code ?? 'REFUSED' } : { mode: mode === 'late' ? 'silent' : mode }),
  ...(data === undefined ? {} : { data }),
});
