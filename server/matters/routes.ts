import { z } from 'zod';
import { byKey } from '../catalog/definitionKey.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { findMatter, offeredMatters } from './findMatter.ts';
import { describeMatter, guideOf, guideShape, matterLine } from './guide.ts';

export const matterRoutes = [
  defineRoute({
    method: 'GET', path: '/api/matters', summary: 'Matters on offer, in the versions that start new cases now', roles: 'signed-in', response: z.array(matterLine),
    handler: async ({ em, request, now }) => (await offeredMatters(em, now)).map((matter) => describeMatter(matter, languageOf(request))),
  }),
  defineRoute({
    method: 'GET', path: '/api/matters/:key/guide', summary: 'Questions, form, materials and promise of a matter', roles: 'signed-in',
    params: byKey, response: guideShape,
    handler: async ({ em, params, request, now }) => guideOf(em, await findMatter(em, params.key, now), languageOf(request), now),
  }),
];
