import { setTimeout as pause } from 'node:timers/promises';
import { acceptSample } from '../acceptSample.ts';
import type { PlatformClient } from '../client.ts';
import type { CaseView, Driver } from './driver.ts';

interface ItemLine { readonly id: string; readonly caseNumber: string; readonly element: string }
interface Step { readonly instance: number; readonly element: string; readonly department: string | null; readonly state: string }
interface ClockLine { readonly dueOn: string | null; readonly provisional: boolean; readonly paused: boolean; readonly state: string; readonly element: string | null }
interface Detail { readonly status: string; readonly virtualNow: string | null; readonly steps: readonly Step[]; readonly clocks: readonly ClockLine[] }
interface CardLine { readonly id: string; readonly element: string | null; readonly level: string; readonly issuedOn: string; readonly state: string }
interface Behaviour { readonly mode: string }

/** How long a person's item may take to appear, milliseconds of wall time: departments and worker are other processes. */
const PATIENCE = 60_000;

/** Drives a rehearsal on a running platform, through the public HTTP API alone, each act by the person whose act it is. */
export function httpDriver(client: PlatformClient, matter: string, standinsUrl: string): Driver & { readonly caseNumber: string } {
  let caseNumber = '';
  let checkCode = '';
  const before = new Map<string, Behaviour>();

  const person = (user: string) => client.as(user);
  const auditor = () => person('auditor1');

  async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + PATIENCE; ; await pause(100)) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`Expected ${what} within ${PATIENCE / 1000} s, but waited in vain`);
    }
  }

  async function control(department: string, path: string, method: 'PUT' | 'POST', body: object): Promise<void> {
    const response = await fetch(`${standinsUrl}/control/${department}${path}`, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`Expected the stand-in ${department} to listen, but it answered ${response.status}`);
  }

  return {
    get caseNumber() {
      return caseNumber;
    },
    async start({ now, situations, form }) {
      const asked = Object.fromEntries(Object.entries(situations));
      ({ caseNumber, checkCode } = await acceptSample(await person('clerk1'), matter, { now, situations: asked, form, exactly: true }));
    },
    async complete(element, user, answer) {
      const worker = await person(user);
      const item = await until(`an item of ${element} in the inbox of ${user}`, async () =>
        (await worker.get<ItemLine[]>(`/api/work-items?q=${caseNumber}`)).find((line) => line.caseNumber === caseNumber && line.element === element),
      );
      await worker.post(`/api/work-items/${item.id}/completion`, answer);
    },
    async advance(to) {
      const supervisor = await person('supervisor1');
      await supervisor.post(`/api/cases/${caseNumber}/advance`, { to });
      await until(`the virtual clock at ${to}`, async () => ((await supervisor.get<Detail>(`/api/cases/${caseNumber}`)).virtualNow ?? '') >= to || undefined);
    },
    async standin({ department, operation, mode, answer = 0 }) {
      const name = `${department}/${operation}`;
      const { told } = (await (await fetch(`${standinsUrl}/control`)).json()) as { told: Record<string, Behaviour> };
      if (!before.has(name)) before.set(name, told[name] ?? { mode: 'ok' });
      // Back to what it was told before this case came: others may be waiting for it to stay silent.
      await control(department, '', 'PUT', { ...(mode === 'ok' ? before.get(name)! : { mode }), operation });
      if (answer > 0) await control(department, '/answer', 'POST', { times: answer, caseNumber });
    },
    async answerCard(level, user, answer) {
      const chief = await person(user);
      const card = await until(`a ${level} for ${user}`, async () =>
        (await chief.get<CardLine[]>(`/api/cards?state=open&caseNumber=${caseNumber}`)).find((line) => line.level === level),
      );
      await chief.post(`/api/cards/${card.id}/answer`, { answer });
    },
    async see(): Promise<CaseView> {
      const looker = await auditor();
      const [detail, cards, documents, incidents, progress] = await Promise.all([
        looker.get<Detail>(`/api/cases/${caseNumber}`),
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
      };
    },
    async ledger() {
      const response = await fetch(`${standinsUrl}/ledger?caseNumber=${caseNumber}`);
      return ((await response.json()) as { entries: { department: string; kind: string; key: string }[] }).entries;
    },
  };
}
