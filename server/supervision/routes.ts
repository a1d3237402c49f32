import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { plainText } from '../cases/plainText.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { answerOf, askCase, askedBefore, commandShape } from '../outbox/askCase.ts';
import { Card } from './Card.ts';
import { cardLine, listCards, ownCards, summarise, summaryShape } from './describeCards.ts';

const readers = ['supervisor', 'approver', 'clerk', 'auditor', 'operator', 'administrator'] as const;

/** Signals of the ladder: the ledger, its answers, and the figures over all of it. */
export const supervisionRoutes = [
  defineRoute({
    method: 'GET', path: '/api/cards', summary: 'Signals of the ladder with how each was reached, newest first', roles: readers,
    query: z.object({ state: z.enum(['open', 'answered']).optional(), caseNumber: z.string().max(64).optional() }),
    response: z.array(cardLine),
    handler: (call) => listCards(call.em, callerOf(call), call.query, languageOf(call.request)),
  }),
  defineRoute({
    method: 'POST', path: '/api/cards/:id/answer', summary: 'Answer a signal with the reason: it closes and stays in the ledger', roles: ['approver', 'supervisor'],
    params: z.object({ id: z.string().max(80) }),
    body: z.object({ answer: plainText(2000) }),
    response: commandShape,
    async handler(call) {
      const before = await askedBefore(call);
      if (before) return answerOf(before);
      const caller = callerOf(call);
      const card = await call.em.findOne(Card, { $and: [{ id: call.params.id }, ownCards(caller)] });
      if (card === null) throw new DomainError('NOT_FOUND');
      if (card.state === 'answered') throw new DomainError('CARD_ANSWERED', { by: card.answeredBy ?? null, at: card.answeredAt ?? null });
      const role = caller.roles.includes('approver') ? 'approver' : 'supervisor';
      const actor = { user: caller.user, role, ...(caller.department !== null && { department: caller.department }) };
      return answerOf(await askCase(call, { caseNumber: card.caseNumber, actor, event: { type: 'answerCard', card: card.card, answer: call.body.answer } }));
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/supervision/summary', summary: 'Open cases by light, signals by level and department, steps due today', roles: ['supervisor', 'auditor', 'administrator'],
    response: summaryShape,
    handler: (call) => summarise(call.em, languageOf(call.request), call.now),
  }),
];
