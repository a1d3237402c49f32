import type { RequestHandler } from 'express';
import type { Context } from '../http/context.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { tickCard, type DemoCard } from './demo.ts';

/** What a visitor does to tick a card, by declared route. */
export const deeds: Readonly<Record<string, DemoCard>> = {
  'POST /api/definitions/:key/review': 'draw',
  'POST /api/cases': 'accept',
  'POST /api/work-items/:id/completion': 'decide',
  'POST /api/demo/stand-ins/:department/answer': 'wait',
  'POST /api/incidents/:id/settlement': 'wait',
  'POST /api/demo/next-working-day': 'urge',
  'POST /api/cards/:id/answer': 'urge',
  'GET /api/cases/:n/history': 'prove',
};

/** Ticks the first screen's cards when a visitor who plays a part has done what they invite to. */
export function tickCards(context: Context): RequestHandler {
  return (request, response, next) => {
    response.on('finish', () => {
      const path = (request.route as { path?: string } | undefined)?.path;
      const card = deeds[`${request.method} ${path}`];
      const caller = response.locals.caller as SignedIn | null | undefined;
      if (card === undefined || response.statusCode >= 400 || !caller?.actingAs) return;
      tickCard(context.orm.em.fork() as EntityManager, card, context.now()).catch((error: Error) => context.log.warn({ err: { name: error.name } }, 'card not ticked'));
    });
    next();
  };
}
