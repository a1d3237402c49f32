import { z } from 'zod';
import QRCode from 'qrcode';
import { addWorkingDays } from '../../engine/clock/calendar.ts';
import { civilDate, instantAt } from '../../engine/clock/civil.ts';
import { DomainError } from '../../engine/errors.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { progressUrl } from '../documents/documentContent.ts';
import { languageOf } from '../http/problem.ts';
import { type Call, defineRoute } from '../http/route.ts';
import { actorOf, callerOf } from '../identity/signedIn.ts';
import { answerOf, ask, askCase, commandShape } from '../outbox/askCase.ts';
import { writeAdvance } from '../outbox/writeCommand.ts';
import { findItem } from '../tasks/access.ts';
import { acceptCase, promiseOfCase } from './acceptCase.ts';
import { findCase } from './access.ts';
import { Case } from './Case.ts';
import { checkCodeOf } from './checkCode.ts';
import { caseDetail, describeCase } from './describeCase.ts';
import { diagramOf, diagramShape } from './diagram.ts';
import { findByCheckCode } from './findByCheckCode.ts';
import { caseLine, listCases, nowOf } from './listCases.ts';
import { progressOf, progressShape } from './progress.ts';
import { plainText } from './plainText.ts';

const readers = ['clerk', 'approver', 'supervisor', 'auditor', 'operator', 'administrator'] as const;
const byNumber = z.object({ n: z.string().max(64) });
const instant = z.iso.datetime({ precision: 3 });
const reason = plainText(2000);
const answers = z.record(z.string().max(100), z.unknown());

/** Accepting cases, finding them, seeing how they stand, and what the law lets happen to a whole case. */
export const caseRoutes = [
  defineRoute({
    method: 'POST', path: '/api/cases', summary: 'Accept an application: one form, one set of materials', roles: ['clerk'], status: 201,
    body: z.object({
      matter: z.string().max(60),
      situations: answers.default({}),
      form: answers.default({}),
      materials: z.array(z.object({ id: z.string().max(64), material: z.string().max(64) })).max(200).default([]),
      agent: z.string().max(60).optional(),
      rehearsal: z.object({ now: instant, replay: z.string().max(36).optional().describe('Run of a scenario whose case it is: counted and listed nowhere') }).optional().describe('Run on a virtual clock from this instant on; in a demonstration city only'),
    }),
    response: z.object({
      caseNumber: z.string(),
      checkCode: z.string(),
      status: z.string(),
      dueOn: z.string().nullable(),
      provisional: z.boolean(),
      workingDays: z.number().nullable(),
      computation: z.unknown().describe('How the promised date was reached'),
      document: z.string().nullable().describe('Where the 受理决定书 is'),
      progressUrl: z.string(),
      qr: z.string().nullable().describe('The progress page as a QR code, SVG'),
    }),
    async handler(call) {
      const { services, config } = call.context;
      const { rehearsal, ...application } = call.body;
      if (rehearsal && !config.demo) throw new DomainError('REHEARSAL_NOT_OFFERED');
      const caseNumber = await acceptCase(
        services.cases,
        { ...application, ...(rehearsal && { rehearsal }) },
        { commandId: call.commandId, actor: actorOf(call, 'clerk'), now: call.now, language: languageOf(call.request) },
      );
      const found = await call.em.findOneOrFail(Case, { caseNumber });
      const promise = promiseOfCase(found);
      const checkCode = checkCodeOf(services.cases.master, caseNumber);
      const url = progressUrl(config.publicUrl, caseNumber, checkCode);
      return {
        caseNumber,
        checkCode,
        status: found.status,
        dueOn: found.dueOn ?? promise.dueOn,
        provisional: found.provisional,
        workingDays: promise.workingDays,
        computation: promise.computation,
        document: `/api/cases/${caseNumber}/documents/${caseNumber}.0.0`,
        progressUrl: url,
        qr: await QRCode.toString(url, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }),
      };
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/cases', summary: 'Cases by number, name or project code, newest first', roles: readers,
    query: z.object({ q: z.string().max(200).optional(), state: z.enum(['open', 'closed', 'starting', 'refused', 'running', 'completed', 'terminated', 'cancelled']).optional() }),
    response: z.array(caseLine),
    handler: (call) => listCases(call.em, call.context.services.cases.master, callerOf(call), call.query, languageOf(call.request), call.now),
  }),
  defineRoute({
    method: 'GET', path: '/api/cases/:n', summary: 'Everything about one case', roles: readers, params: byNumber, response: caseDetail,
    async handler(call) {
      const caller = callerOf(call);
      return describeCase(call.em, call.context.services.cases.master, caller, await findCase(call.em, caller, call.params.n), languageOf(call.request), call.now);
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/cases/:n/diagram', summary: 'The drawings of a case, its tokens and the path so far', roles: readers, params: byNumber, response: diagramShape,
    handler: async (call) => diagramOf(call.em, await findCase(call.em, callerOf(call), call.params.n), languageOf(call.request)),
  }),
  defineRoute({
    method: 'POST', path: '/api/cases/:n/special-procedures', summary: 'Start a special procedure (行政许可法 45): its time is not counted and is told in writing', roles: ['approver'],
    params: byNumber,
    body: z.object({ kind: z.string().max(60).optional(), reason, basis: reason, days: z.number().min(0).max(1000).optional(), instance: z.int().positive().optional() }),
    response: commandShape,
    async handler(call) {
      const { caseNumber } = await ownProcedure(call, call.params.n, call.body.instance);
      const { instance, basis } = call.body;
      const event = { type: 'procedure', procedure: 'startSpecialProcedure', reason: call.body.reason, basis, ...(instance !== undefined && { instance }) } as const;
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, 'approver'), event }));
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/cases/:n/special-procedures/finish', summary: 'End a special procedure with its result', roles: ['approver'],
    params: byNumber,
    body: z.object({ reason: reason.optional(), instance: z.int().positive().optional() }),
    response: commandShape,
    async handler(call) {
      const { caseNumber } = await ownProcedure(call, call.params.n, call.body.instance);
      const { instance } = call.body;
      const event = { type: 'procedure', procedure: 'finishSpecialProcedure', ...(call.body.reason && { reason: call.body.reason }), ...(instance !== undefined && { instance }) } as const;
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, 'approver'), event }));
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/cases/:n/withdrawal', summary: 'Withdraw a case for its applicant (撤件): everything open is called off', roles: ['clerk'],
    params: byNumber, body: z.object({ reason }), response: commandShape,
    async handler(call) {
      const { caseNumber } = await findCase(call.em, callerOf(call), call.params.n);
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, 'clerk'), event: { type: 'cancel', reason: call.body.reason } }));
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/cases/:n/advance', summary: "Move a rehearsal's clock to an instant, or on by working days to the start of the day", roles: ['clerk', 'supervisor', 'operator', 'administrator'],
    params: byNumber,
    body: z.union([z.strictObject({ to: instant }), z.strictObject({ workingDays: z.int().min(1).max(400) })]),
    response: commandShape.extend({ to: z.string() }),
    async handler(call) {
      const found = await findCase(call.em, callerOf(call), call.params.n);
      if (found.clockMode !== 'rehearsal') throw new DomainError('NOT_A_REHEARSAL');
      const caller = callerOf(call);
      const to = 'to' in call.body ? call.body.to : await workingDaysOn(call.em, nowOf(found, call.now), call.body.workingDays);
      const role = caller.roles.find((one) => ['clerk', 'supervisor', 'operator', 'administrator'].includes(one)) ?? 'operator';
      const told = await ask(call, found.caseNumber, (em, asked) => writeAdvance(em, asked, actorOf(call, role), to));
      const answer = answerOf(told);
      return 'commandId' in answer ? { ...answer, to } : (answer as never);
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/progress/:n', summary: 'How a case stands, for its applicant: by case number and check code', roles: 'public',
    params: byNumber, query: z.object({ code: z.string().max(64).default('') }), response: progressShape,
    async handler(call) {
      return progressOf(call.em, await findByCheckCode(call, call.params.n, call.query.code), languageOf(call.request));
    },
  }),
];

/**
 * The case whose clocks the caller may stop and let go on: those of a step of the own department, or, without a step, all
 * of a case that the own department leads.
 * @throws DomainError NOT_FOUND for another department's step, FORBIDDEN for another department's case
 */
async function ownProcedure(call: Pick<Call, 'em' | 'caller'>, caseNumber: string, instance: number | undefined): Promise<Case> {
  const caller = callerOf(call);
  const found = await findCase(call.em, caller, caseNumber);
  if (instance !== undefined) await findItem(call.em, caller, `${found.caseNumber}.${instance}`);
  else if (found.leadDepartment != null && found.leadDepartment !== caller.department) throw new DomainError('FORBIDDEN');
  return found;
}

/** The start of the day that is so many working days after the day of `now`. */
async function workingDaysOn(em: Parameters<typeof currentCalendar>[0], now: string, days: number): Promise<string> {
  const calendar = await currentCalendar(em);
  return instantAt(addWorkingDays(calendar, civilDate(now), days).date, calendar.dayStart);
}
