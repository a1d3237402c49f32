import { z } from 'zod';
import { byKey } from '../catalog/definitionKey.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute, Reply } from '../http/route.ts';
import { findMatter } from '../matters/findMatter.ts';
import { guideOf, guidePicture, publicGuide } from './guide.ts';

/** 办事指南: public, and made from the version that runs. */
export const guideRoutes = [
  defineRoute({
    method: 'GET', path: '/api/guides/:key', summary: 'The guide of a matter: conditions, materials, steps, limits, fees, basis, contact', roles: 'public', params: byKey, response: publicGuide,
    handler: async ({ em, params: { key }, request, now }) => guideOf(await findMatter(em, key, now), languageOf(request)),
  }),
  defineRoute({
    method: 'GET', path: '/api/guides/:key/picture', summary: 'The picture of the flow of a matter, SVG', roles: 'public', produces: 'image/svg+xml', params: byKey, response: z.string(),
    handler: async ({ em, params: { key }, now }) => new Reply({ type: 'image/svg+xml', body: await guidePicture(await findMatter(em, key, now)) }),
  }),
];
