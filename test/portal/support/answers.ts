import type { Activation, CaseDetail, CaseLine, ClockView, MultiInstance, StepView } from '../../../portal/answers/cases.ts';
import type { Demo, Setup } from '../../../portal/answers/demo.ts';
import type { Department, IncidentView, MoveTarget, RecordView, StandIn, Standing } from '../../../portal/answers/departments.ts';
import type { History, Verification } from '../../../portal/answers/history.ts';
import type { Progress, Ratings } from '../../../portal/answers/progress.ts';
import type { CardLine, SupervisionSummary } from '../../../portal/answers/supervision.ts';
import type { WorkItem, WorkItemLine } from '../../../portal/answers/workItems.ts';

/** What the platform answers in the page tests: one F1 case with four open steps, one of them silent. */
export const CASE = 'YJS440400202609180000017';
const HASH = 'a3f1c2d4e5b60718293a4b5c6d7e8f90a3f1c2d4e5b60718293a4b5c6d7e8f90';

const clock = (remaining: number, dueOn: string): ClockView => ({ dueOn, dueAt: null, remaining, light: remaining < 0 ? 'red' : remaining <= 1 ? 'yellow' : 'green', provisional: false, paused: false });

const step = (instance: number, element: string, name: string, department: string | null, rest: Partial<StepView> = {}): StepView => ({
  instance, element, name, department, state: 'open', openedAt: '2026-09-22T02:00:00.000Z', closedAt: null, by: null, opinion: null, comment: null, late: false, occurredAt: null, correction: null, clock: null, ...rest,
});

export const steps: StepView[] = [
  step(4, 'acceptance', '一窗受理', 'serviceCentre', { state: 'completed', closedAt: '2026-09-18T02:10:00.000Z', by: 'clerk1' }),
  step(9, 'confirm', '需求确认', 'power', { state: 'completed', closedAt: '2026-09-20T03:00:00.000Z', by: 'power-1', opinion: 'agree', comment: '材料齐全，符合规定' }),
  step(21, 'plan', '接入方案', 'power', { clock: clock(2, '2026-09-24') }),
  step(22, 'plan', '接入方案', 'waterCompany', { clock: clock(0, '2026-09-22') }),
  step(23, 'plan', '接入方案', 'telecomOffice', { clock: clock(-1, '2026-09-21'), state: 'claimed', by: 'telecomOffice-1' }),
  step(25, 'review', '材料审查', 'naturalResources', { state: 'suspended', correction: { items: ['营业执照', '补盖公章'], reason: '材料不齐' } }),
  step(24, 'gas', '燃气接入登记', 'gasCompany', { state: 'waiting', openedAt: '2026-09-19T02:00:00.000Z' }),
];

export const line: CaseLine = {
  caseNumber: CASE, matter: 'joint-utility-connection', matterName: '水电气网联合报装', name: '珠海示例置业有限公司', projectCode: '2609-440402-04-01-123456', status: 'running',
  acceptedAt: '2026-09-18T02:10:00.000Z', dueOn: '2026-12-03', rehearsal: true, light: 'green',
};

export const detail: CaseDetail = {
  ...line, acceptedBy: 'clerk1', leadDepartment: 'marketRegulation', definitionVersion: 1, programHash: HASH, virtualNow: '2026-09-22T06:00:00.000Z', replay: false, closedAt: null, diverged: false, incidents: [], steps,
  specialProcedure: false,
  clocks: [
    {
      ...clock(48, '2026-12-03'), id: 'c1', name: '水电气网联合报装', department: null, limit: { amount: 50, unit: 'workingDay', kind: 'promised', basis: '样例数据' }, state: 'running', startedAt: '2026-09-18T02:10:00.000Z', endedAt: null,
      calendarVersion: 'cn-2024.1+cn-2025.1+cn-2026.1', ledger: [{ action: 'started', at: '2026-09-18T02:10:00.000Z', dueOn: '2026-12-03' }],
    },
  ],
  situations: { services: ['waterCompany', 'power', 'gasCompany'], outsideLine: true }, form: { projectName: '香山湖人才公寓（示例）', applicantName: { $commitment: HASH } },
  labels: { services: '报装服务', outsideLine: '红线外新建管线', projectName: '项目名称', applicantName: '申请单位' },
  readings: { services: { options: { waterCompany: '供水', power: '供电', gasCompany: '燃气' } } },
  materials: [{ id: 'm1', kind: 'licence', name: '营业执照', filename: '营业执照（示例）.pdf', url: null, trust: 'C' }],
};

/** A step's name that other engines would evaluate (E-03). */
export const literal = '${1+1} {{1+1}} #{1+1}';

export const itemLine: WorkItemLine = {
  id: `${CASE}.21`, caseNumber: CASE, instance: 21, element: 'plan', name: '接入方案', matterName: line.matterName, applicant: line.name, department: 'power', state: 'open',
  openedAt: '2026-09-22T02:00:00.000Z', closedAt: null, claimedBy: null, opinion: null, clock: clock(2, '2026-09-24'), suspended: null,
};
export const items: WorkItemLine[] = [
  itemLine,
  { ...itemLine, id: `${CASE}.31`, instance: 31, name: '需求确认', applicant: '珠海另一家示例公司', clock: clock(-2, '2026-09-18') },
  { ...itemLine, id: `${CASE}.32`, instance: 32, name: literal, clock: clock(1, '2026-09-23') },
];
export const item: WorkItem = {
  ...itemLine, opinions: ['agree', 'agreeWithConditions', 'disagree'],
  stepForm: { sections: [{ title: '接入方案', fields: [{ name: 'planSummary', label: '方案要点', type: 'longText', required: true, sample: '就近接入（示例）' }, { name: 'feeFen', label: '费用（分）', type: 'number', required: true, min: 0, sample: 1280000 }] }] },
  variables: { service: '供电', visitOpinion: '现场具备接入条件' }, form: detail.form, situations: {}, labels: { ...detail.labels, service: '报装服务', visitOpinion: '踏勘意见' }, readings: detail.readings, materials: detail.materials, others: steps.slice(3), diagram: null, mayCorrect: true,
};

const card = (id: number, level: string, issuedOn: string, rest: Partial<CardLine> = {}): CardLine => ({
  id: `${CASE}.${id}`, caseNumber: CASE, level, department: 'telecomOffice', step: '接入方案', told: ['sectionChief', 'leadDepartment'], issuedOn, issuedAt: `${issuedOn}T01:00:00.000Z`,
  answerBy: null, connectorWaitMs: 0, computation: { amount: 2, unit: 'workingDay', kind: 'promised', startedOn: '2026-09-28', firstCountedOn: '2026-09-29', dueOn: '2026-09-30', calendarVersion: 'cn-2026.1', ladder: 'default', level, rungOn: issuedOn, workingDaysFromDue: 0, restDays: [], workedWeekends: [] }, state: 'open', answer: null, answeredBy: null, answeredAt: null, ...rest,
});
export const cards: CardLine[] = [
  card(1, 'hint', '2026-09-28'),
  card(2, 'warning', '2026-09-29'),
  card(3, 'yellowCard', '2026-09-30', { state: 'answered', answer: '设备到货晚，已协调，两日内完成。', answeredBy: 'telecomOffice-chief', answeredAt: '2026-10-08T02:00:00.000Z' }),
  card(4, 'redCard', '2026-10-08', { told: ['deputyHead', 'supervisor'], computation: { dueOn: '2026-09-30', rungOn: '2026-10-08', workingDaysFromDue: 1, level: 'redCard', ladder: 'default', calendarVersion: 'cn-2026.1', restDays: [] } }),
];
export const summary: SupervisionSummary = {
  lights: { green: 3, yellow: 1, red: 1 }, byLevel: { hint: 1, warning: 1, yellowCard: 1, redCard: 1 },
  byDepartment: [{ department: 'telecomOffice', levels: { hint: 1, warning: 1, yellowCard: 1, redCard: 1 }, open: 3 }], dueToday: [],
};

export const progress: Progress = {
  caseNumber: CASE, matterName: line.matterName, state: 'inProgress', times: { received: '2026-09-18T02:00:00.000Z', accepted: '2026-09-18T02:10:00.000Z', inProgress: '2026-09-18T02:11:00.000Z' },
  with: ['珠海供电局', '供水企业'], stages: [{ name: '需求确认', state: 'done' }, { name: '接入方案', state: 'now' }, { name: '联合检验', state: 'next' }], dueOn: '2026-12-03', provisional: false, paused: false,
  rating: { offered: false, grade: null },
  wanted: [{ text: '请补正以下材料', items: ['红线图'], until: '2026-10-15' }],
};

/** The same matter, completed and not rated yet. */
export const completedProgress: Progress = { ...progress, state: 'delivered', with: [], wanted: [], rating: { offered: true, grade: null } };

export const ratings: Ratings = {
  counts: { excellent: 5, good: 2, fair: 0, poor: 1, bad: 0 },
  low: [{ caseNumber: CASE, matterName: line.matterName, grade: 'poor', aspects: ['efficiency'], ratedAt: '2026-10-20T02:00:00.000Z' }],
};

export const history: History = {
  caseNumber: CASE, matter: line.matter, matterName: line.matterName, definitionVersion: 1, programHash: HASH,
  steps: [
    { seq: 1, at: '2026-09-18T02:10:00.000Z', chain: HASH, event: { type: 'start', caseNumber: CASE, now: '2026-09-18T02:10:00.000Z', actor: { user: 'clerk1', role: 'clerk' }, variables: {} } as never, log: [
      { type: 'entered', process: 'small', element: 'start', instance: 2, parent: 1 }, { type: 'left', process: 'small', element: 'start', instance: 2, how: 'completed' }, { type: 'flow', process: 'small', flow: 'f1', instance: 2 },
      { type: 'entered', process: 'small', element: 'review', instance: 3, parent: 1 },
      { type: 'opened', process: 'small', element: 'review', instance: 3, name: '审查', department: 'power', role: 'approver', form: null, item: null, opinions: ['agree'], stage: null, variables: {} },
    ] },
    { seq: 2, at: '2026-09-20T03:00:00.000Z', chain: HASH.slice(8), event: { type: 'tick', now: '2026-09-20T03:00:00.000Z', actor: { user: 'clock', role: 'system' } }, log: [
      { type: 'card', card: 1, level: 'yellowCard', clock: 1, instance: 3, element: 'review', department: 'power', to: ['sectionChief'], on: '2026-09-20', computation: {} } as never,
    ] },
    { seq: 3, at: '2026-09-21T03:00:00.000Z', chain: HASH.slice(16), event: { type: 'complete', instance: 3, opinion: 'agree', comment: '符合规定', now: '2026-09-21T03:00:00.000Z', actor: { user: 'power-1', role: 'approver', department: 'power' } }, log: [
      { type: 'closed', element: 'review', instance: 3, how: 'completed', opinion: 'agree', comment: '符合规定' }, { type: 'left', process: 'small', element: 'review', instance: 3, how: 'completed' }, { type: 'flow', process: 'small', flow: 'f2', instance: 3 },
      { type: 'entered', process: 'small', element: 'end', instance: 4, parent: 1 }, { type: 'left', process: 'small', element: 'end', instance: 4, how: 'completed' }, { type: 'status', status: 'completed' },
    ] },
  ],
};
export const verification: Verification = { equal: true, steps: 3, chain: HASH.slice(16), firstDifference: null };

export const departments: Department[] = [
  { id: 'power', name: { zh: '珠海供电局', en: 'Power' }, sample: false, system: { protocol: 'http', baseUrl: 'http://127.0.0.1:7301/power', enabled: true, registeredAt: '2026-09-01T00:00:00.000Z' }, calls: { open: 0, silent: 0, down: 0, openIncidents: 0, connectorWaitMs: 0 } },
  { id: 'gasCompany', name: { zh: '燃气企业', en: 'Gas' }, sample: true, system: { protocol: 'http', baseUrl: 'http://127.0.0.1:7301/gasCompany', enabled: true, registeredAt: '2026-09-01T00:00:00.000Z' }, calls: { open: 1, silent: 1, down: 0, openIncidents: 1, connectorWaitMs: 7_200_000 } },
];
export const standing: Standing = { caseNumber: CASE, instance: 24, element: 'gas', department: 'gasCompany', operation: 'processing', state: 'silent', attempt: 1, code: null, since: '2026-09-19T02:00:00.000Z', nextTryAt: null, connectorWaitMs: 0 };
export const standIns: StandIn[] = [{ department: 'gasCompany', mode: 'silent', held: 1 }, { department: 'power', mode: 'ok', held: 0 }, { department: 'waterCompany', mode: 'ok', held: 0 }];
export const incident: IncidentView = {
  id: `${CASE}.1`, caseNumber: CASE, matterName: line.matterName, element: 'gas', department: 'gasCompany', code: 'DEPT_REJECTED', message: 'HTTP 400', title: '部门系统拒收', advice: '核对提交的数据后重试。', state: 'open', raisedAt: '2026-09-21T02:00:00.000Z', attempts: 3, keys: [`${CASE}~24`], connectorWaitMs: 7_200_000, settled: null,
};
export const moveTargets: MoveTarget[] = [{ element: 'accept', name: '受理', kind: 'userTask', within: null }, { element: 'gas', name: '燃气接入', kind: 'serviceTask', within: '并联办理' }];
export const activations: Omit<Activation, 'allowed'>[] = [
  { scope: 40, within: '现场核查', node: 'survey', name: '管线踏勘', kind: 'userTask', department: 'telecomOffice' },
  { scope: 40, within: '现场核查', node: 'powerVisit', name: '用电核查', kind: 'userTask', department: 'power' },
];
export const multiInstances: MultiInstance[] = [
  { instance: 50, element: 'sign', name: '会签', sequential: false, overList: true, running: [{ instance: 51, position: 1, item: 'power' }, { instance: 53, position: 3, item: 'gasCompany' }] },
];
export const records: RecordView[] = [
  { id: 'r1', department: 'gasCompany', direction: 'sent', kind: 'processing', operation: null, state: 'accepted', code: null, attempts: 1, key: `${CASE}~24`, occurredAt: '2026-09-19T02:00:00.000Z', reportedAt: '2026-09-19T02:00:01.000Z', receivedAt: '2026-09-19T02:00:02.000Z', late: false, lateRule: null },
  { id: 'r2', department: 'power', direction: 'received', kind: 'conclusion', operation: null, state: 'done', code: null, attempts: 1, key: `${CASE}~9`, occurredAt: '2026-09-18T02:00:00.000Z', reportedAt: '2026-09-20T02:00:01.000Z', receivedAt: '2026-09-20T02:00:02.000Z', late: true, lateRule: 'REPORTED_AFTERWARDS' },
];

export const setup: Setup = { ready: true, steps: [{ name: '数据库迁移', state: 'done', seconds: 0.4, detail: null }, { name: '启动 Temporal', state: 'running', seconds: 3.2, detail: null }] };
export const demo: Demo = { virtualNow: '2026-09-22T06:00:00.000Z', main: CASE, silent: CASE, finished: CASE, approver: 'power-1', ticked: ['draw'], historyUrl: null };
