import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Request } from 'express';
import * as answers from './answers.ts';

const root = join(import.meta.dirname, '../../..');
/** A matter's form in Chinese, as the platform answers it. */
const localised = (matter: string): object =>
  JSON.parse(readFileSync(join(root, 'definitions/matters', matter, 'form.json'), 'utf8'), (_name, value: unknown) => (value !== null && typeof value === 'object' && 'zh' in value ? value.zh : value)) as object;

/** Roles of the people the stand-in knows. */
const people: Record<string, { name: string; roles: string[]; department: string | null }> = {
  clerk1: { name: '综窗', roles: ['clerk'], department: 'serviceCentre' },
  'power-1': { name: '供电经办人', roles: ['approver'], department: 'power' },
  'telecomOffice-chief': { name: '通建办科长', roles: ['approver'], department: 'telecomOffice' },
  'marketRegulation-chief': { name: '市场监管科长', roles: ['approver'], department: 'marketRegulation' },
  supervisor1: { name: '督查', roles: ['supervisor'], department: 'governmentData' },
  auditor1: { name: '审计', roles: ['auditor'], department: null },
  operator1: { name: '运维', roles: ['operator'], department: 'governmentData' },
};

/** A request that the pages sent, for the tests to look at. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly key: string | undefined;
}

/** A platform that answers the contract's routes from fixed data, beside the built pages. */
export async function openStandIn(dist: string): Promise<{ url: string; sent: Sent[]; ready(is: boolean): void; fail(path: string | null, status?: number): void; close(): Promise<void> }> {
  const app = express();
  const sent: Sent[] = [];
  let acting = 'clerk1';
  let ready = true;
  let broken: { path: string; status: number } | null = null;
  const xml = readFileSync(join(import.meta.dirname, 'small.bpmn'), 'utf8');
  app.use('/api', express.json(), express.raw({ type: () => true, limit: '5mb' }), (request, response, next) => {
    if (request.method !== 'GET') sent.push({ method: request.method, path: request.originalUrl, body: Buffer.isBuffer(request.body) ? request.body.length : request.body, key: request.get('Idempotency-Key') });
    if (broken && request.originalUrl.startsWith(broken.path)) return void response.status(broken.status).type('application/problem+json').send({ status: broken.status, code: 'INTERNAL', title: '服务器出错了' });
    next();
  });
  const session = (): object => ({ user: acting, ...people[acting], actingAs: acting, demo: true, csrf: 'c', roleBar: Object.entries(people).map(([user, person]) => ({ user, ...person, main: true })) });
  app.get('/api/session', (_request, response) => void response.json(session()));
  app.post('/api/session/acting', (request: Request<object, unknown, { persona: string }>, response) => {
    acting = request.body.persona;
    response.json(session());
  });
  const get = (path: string, answer: (request: Request) => unknown): void => void app.get(path, (request, response) => void response.json(answer(request)));
  const post = (path: string, answer: (request: Request) => unknown): void => void app.all(path, (request, response) => void response.json(answer(request)));
  get('/api/setup', () => ({ ...answers.setup, ready }));
  get('/api/demo', () => answers.demo);
  get('/api/demo/stand-ins', () => answers.standIns);
  post('/api/demo/next-working-day', () => ({ jumped: ['2026-10-01', '2026-10-02'] }));
  post('/api/demo/stand-ins/:department/answer', () => ({ answered: 2 }));
  post('/api/demo/stand-ins/:department', () => ({}));
  get('/api/matters', () => [
    { key: 'open-a-restaurant', name: '开办餐饮店', leadDepartment: 'marketRegulation', version: 1 },
    { key: 'joint-utility-connection', name: '水电气网联合报装', leadDepartment: 'housing', version: 1 },
  ]);
  get('/api/matters/:key/guide', (request) => ({ matter: { key: request.params['key'], name: '开办餐饮店', leadDepartment: 'marketRegulation', version: 1 }, ...localised(String(request.params['key'])), promise: { amount: 18, unit: 'workingDay', dueOn: '2026-10-22' } }));
  post('/api/materials', (request) => ({ id: `m-${request.get('X-Kind')}` }));
  app.post('/api/cases', (_request, response) => void response.json({ caseNumber: answers.CASE, checkCode: 'K7PM2X', dueOn: '2026-10-22', workingDays: 18, document: `/api/cases/${answers.CASE}/documents/d1`, progressUrl: `http://127.0.0.1/p/${answers.CASE}#code=K7PM2X`, qr: null }));
  get('/api/cases', (request) => (request.query['q'] === 'nothing' ? [] : [answers.line]));
  get('/api/cases/:n', () => answers.detail);
  const diagram = { processes: [{ key: 'small', name: '示例流程', xml }], tokens: [{ process: 'small', element: 'review', instance: 3, incident: null }], path: [{ process: 'small', elements: ['start', 'review'], flows: ['f1'] }] };
  get('/api/demo/live', () => ({ one: answers.detail, diagram, silent: [] }));
  get('/api/cases/:n/diagram', () => diagram);
  get('/api/cases/:n/documents', () => [{ id: 'd1', code: '04', title: '受理决定书', at: '2026-09-18T02:10:00.000Z' }]);
  get('/api/cases/:n/records', () => ({ records: answers.records, departments: [answers.standing] }));
  get('/api/cases/:n/activations', () => answers.activations.map((one) => ({ ...one, allowed: one.department === people[acting]?.department })));
  app.post('/api/cases/:n/activations', (_request, response) => void response.json({ state: 'done' }));
  post('/api/cases/:n/special-procedures', () => ({ state: 'done' }));
  get('/api/cases/:n/multi-instances', () => answers.multiInstances);
  post('/api/cases/:n/multi-instance-changes', () => ({ state: 'done' }));
  get('/api/cases/:n/history', () => answers.history);
  get('/api/cases/:n/verification', () => answers.verification);
  let rated: string | null = null;
  post('/api/cases/:n/corrections/:instance/supply', () => ({ state: 'done' }));
  get('/api/progress/:n', (request) => (request.query['code'] === 'DONE2345' ? { ...answers.completedProgress, rating: { offered: rated === null, grade: rated } } : answers.progress));
  post('/api/progress/:n/rating', (request) => {
    rated = (request.body as { grade: string }).grade;
  });
  get('/api/ratings', () => answers.ratings);
  get('/api/work-items', (request) => (request.query['state'] === 'done' ? [] : answers.items));
  get('/api/work-items/:id', () => answers.item);
  post('/api/work-items/:id/completion', () => ({ state: 'done' }));
  post('/api/work-items/:id/correction', () => ({ state: 'done' }));
  get('/api/cards', () => answers.cards);
  post('/api/cards/:id/answer', () => ({ state: 'done' }));
  get('/api/supervision/summary', () => answers.summary);
  get('/api/incidents', (request) => (request.query['state'] === 'settled' ? [] : [answers.incident]));
  get('/api/incidents/:id/targets', () => answers.moveTargets);
  post('/api/incidents/:id/settlement', () => ({ state: 'done' }));
  get('/api/departments', () => answers.departments);
  get('/api/departments/:id', () => ({ open: [answers.standing] }));
  app.use(express.static(dist));
  app.use((_request, response) => {
    response.sendFile('index.html', { root: dist });
  });
  const server = await new Promise<Server>((resolve) => {
    const opened = app.listen(0, '127.0.0.1', () => resolve(opened));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    ready: (is) => (ready = is),
    fail: (path, status = 500) => (broken = path ? { path, status } : null),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
