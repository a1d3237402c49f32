import { z } from 'zod';
import { findByCheckCode } from '../cases/findByCheckCode.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { aspects, grades } from '../../engine/serviceRating.ts';
import { listRatings, ratingsShape } from './listRatings.ts';
import { rateCase } from './rateCase.ts';

/** 好差评: given by the applicant with the check code, looked at by those who supervise. */
export const ratingRoutes = [
  defineRoute({
    method: 'POST', path: '/api/progress/:n/rating', summary: 'Rate a completed case, once, as its applicant: by case number and check code', roles: 'public', status: 204,
    params: z.object({ n: z.string().max(64) }),
    body: z.strictObject({ code: z.string().max(64), grade: z.enum(grades), aspects: z.array(z.enum(aspects)).max(aspects.length).default([]) }),
    response: z.null(),
    async handler(call) {
      const found = await findByCheckCode(call, call.params.n, call.body.code);
      await rateCase(call.em, found, call.body, call.now);
      return null;
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/ratings', summary: 'Ratings in figures, and the low ones; without cases the caller has worked on', roles: ['supervisor', 'auditor', 'administrator'],
    response: ratingsShape,
    handler: (call) => listRatings(call.em, callerOf(call), languageOf(call.request)),
  }),
];
