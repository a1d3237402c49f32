import { command, get } from '../../ui/api/client.ts';
import type { Value } from '../../engine/value.ts';
import type { Activation, CaseDetail, CaseLine, DiagramAnswer, DocumentView, MultiInstance, Values } from './cases.ts';
import type { Demo, Live, Setup } from './demo.ts';
import type { Department, IncidentView, MoveTarget, RecordView, StandIn, StandInMode, Standing } from './departments.ts';
import type { History, Verification } from './history.ts';
import type { Accepted, Guide, MatterLine } from '../../ui/form/types.ts';
import type { Progress, Rating, Ratings } from './progress.ts';
import type { CardLine, SupervisionSummary } from './supervision.ts';
import type { Completion, WorkItem, WorkItemLine } from './workItems.ts';

/** Every request of these pages, one line each: the only file that knows the routes. */
export const setup = (): Promise<Setup> => get('/api/setup');
export const demo = (): Promise<Demo> => get('/api/demo');
export const demoLive = (): Promise<Live> => get('/api/demo/live');
export const nextWorkingDay = (): Promise<{ jumped: string[] }> => command('POST', '/api/demo/next-working-day', {});

export const matters = (): Promise<MatterLine[]> => get('/api/matters');
export const guide = (key: string): Promise<Guide> => get(`/api/matters/${encodeURIComponent(key)}/guide`);

/** Stores a file under its digest. */
export const uploadMaterial = (kind: string, file: File): Promise<{ id: string }> =>
  command('POST', '/api/materials', file, { headers: { 'X-Filename': encodeURIComponent(file.name), 'X-Kind': kind } });

export interface Application {
  readonly matter: string;
  readonly situations: Readonly<Record<string, unknown>>;
  readonly form: Readonly<Record<string, unknown>>;
  readonly materials: readonly { readonly id: string; readonly material: string }[];
}

export const acceptCase = (application: Application): Promise<Accepted> => command('POST', '/api/cases', application);
export const cases = (query: { q?: string; state?: string } = {}): Promise<CaseLine[]> => get('/api/cases', { query });
export const caseDetail = (caseNumber: string): Promise<CaseDetail> => get(`/api/cases/${caseNumber}`);
export const caseDiagram = (caseNumber: string): Promise<DiagramAnswer> => get(`/api/cases/${caseNumber}/diagram`);
export const caseDocuments = (caseNumber: string): Promise<DocumentView[]> => get(`/api/cases/${caseNumber}/documents`);
export const caseRecords = (caseNumber: string): Promise<{ records: RecordView[]; departments: Standing[] }> => get(`/api/cases/${caseNumber}/records`);
export const startSpecialProcedure = (caseNumber: string, wish: { kind: string; reason: string; basis: string; days: number }): Promise<unknown> =>
  command('POST', `/api/cases/${caseNumber}/special-procedures`, wish);
export const finishSpecialProcedure = (caseNumber: string, wish: { reason: string }): Promise<unknown> => command('POST', `/api/cases/${caseNumber}/special-procedures/finish`, wish);
export const activations = (caseNumber: string): Promise<Activation[]> => get(`/api/cases/${caseNumber}/activations`);
export const beginStep = (caseNumber: string, choice: { scope: number; node: string }): Promise<unknown> => command('POST', `/api/cases/${caseNumber}/activations`, choice);
export const multiInstances = (caseNumber: string): Promise<MultiInstance[]> => get(`/api/cases/${caseNumber}/multi-instances`);
export const changeInstances = (caseNumber: string, change: { action: 'add' | 'remove'; instance: number; item?: Value; reason: string }): Promise<unknown> =>
  command('POST', `/api/cases/${caseNumber}/multi-instance-changes`, change);
export const progress = (caseNumber: string, code: string): Promise<Progress> => get(`/api/progress/${encodeURIComponent(caseNumber)}`, { query: { code } });

export const rate = (caseNumber: string, code: string, rating: Rating): Promise<unknown> => command('POST', `/api/progress/${encodeURIComponent(caseNumber)}/rating`, { code, ...rating });
export const ratings = (): Promise<Ratings> => get('/api/ratings');

export const workItems = (query: { state?: string; q?: string } = {}): Promise<WorkItemLine[]> => get('/api/work-items', { query });
export const workItem = (id: string): Promise<WorkItem> => get(`/api/work-items/${id}`);
export const completeWorkItem = (id: string, completion: Completion): Promise<unknown> => command('POST', `/api/work-items/${id}/completion`, completion);
export const correctWorkItem = (id: string, request: { items: string[]; reason: string }): Promise<unknown> => command('POST', `/api/work-items/${id}/correction`, request);

export const supplyCorrection = (caseNumber: string, instance: number, materials: Application['materials']): Promise<unknown> => command('POST', `/api/cases/${caseNumber}/corrections/${instance}/supply`, { materials });

export const cards = (state?: string): Promise<CardLine[]> => get('/api/cards', { query: { state } });
export const answerCard = (id: string, answer: string): Promise<unknown> => command('POST', `/api/cards/${id}/answer`, { answer });
export const supervisionSummary = (): Promise<SupervisionSummary> => get('/api/supervision/summary');

export const caseHistory = (caseNumber: string): Promise<History> => get(`/api/cases/${caseNumber}/history`);
/** `changed`: on a copy of the history with one opinion changed, in a demonstration city. */
export const verification = (caseNumber: string, changed?: 'opinion'): Promise<Verification> => get(`/api/cases/${caseNumber}/verification`, { query: { changed } });

export const incidents = (query: { state?: string; caseNumber?: string }): Promise<IncidentView[]> => get('/api/incidents', { query });
export const settleIncident = (id: string, wish: { action: 'retry' | 'skip' | 'move'; to?: string; reason: string; variables?: Values }): Promise<unknown> => command('POST', `/api/incidents/${id}/settlement`, wish);
export const incidentTargets = (id: string): Promise<readonly MoveTarget[]> => get(`/api/incidents/${id}/targets`);
export const departments = (): Promise<Department[]> => get('/api/departments');
export const openCalls = async (department: string): Promise<readonly Standing[]> => (await get<{ open: Standing[] }>(`/api/departments/${department}`)).open;
export const standIns = (): Promise<StandIn[]> => get('/api/demo/stand-ins');
export const controlStandIn = (department: string, mode: StandInMode): Promise<unknown> => command('PUT', `/api/demo/stand-ins/${department}`, { mode });
export const answerStandIn = (department: string, times: number): Promise<unknown> => command('POST', `/api/demo/stand-ins/${department}/answer`, { times });
