import { z } from 'zod';
import { formJsonSchemas } from '../../definitions/forms/schema.ts';
import { civilDate } from '../../engine/clock/civil.ts';
import { noParts, partsChange, withParts } from '../../definitions/parts.ts';
import { counted, countedText } from '../http/counted.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { compileDrawing } from './compileDrawing.ts';
import { createDefinition } from './createDefinition.ts';
import { byKey, definitionKey } from './definitionKey.ts';
import { definitionLine, definitionShape, describeAll, describeDefinition, describeDraft, describeVersion, draftShape, problemShape, versionShape } from './describe.ts';
import { elementsData, elementsDataShape } from './elementsData.ts';
import { findDefinition, findVersion } from './findDefinition.ts';
import { publishedAs } from './publishedAs.ts';
import { refuseUnfitContent } from './refuseUnfitContent.ts';
import { readDrawing } from './readDrawing.ts';
import { reviewSubmission } from './reviewSubmission.ts';
import { saveDraft } from './saveDraft.ts';
import { submitDraft } from './submitDraft.ts';
import { versionRoutes } from './versionRoutes.ts';
import { withdrawSubmission } from './withdrawSubmission.ts';

/** A JSON text of the largest drawing, with room for its escapes. */
const drawingLimit = 5 * 1024 * 1024;
const xml = z.string().max(drawingLimit);
const seenSubmission = z.string().max(80).describe('Id of the one that was looked at');
const form = z.record(z.string(), z.unknown()).nullable().optional().describe('The form.json of a matter; left out, it stays as it is');

export const catalogRoutes = [
  ...versionRoutes,
  defineRoute({
    method: 'GET', path: '/api/definitions', summary: 'All definitions', roles: ['designer', 'publisher', 'auditor', 'administrator'],
    response: z.object({ definitions: z.array(definitionLine) }),
    handler: async ({ em, request, now }) => ({ definitions: await describeAll(em, languageOf(request), now) }),
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions', summary: 'Make a definition, empty or from a template', roles: ['designer'], transaction: true, status: 201,
    body: z.object({ key: definitionKey, name: z.string().trim().min(1).max(200), template: definitionKey.nullish() }),
    response: definitionShape,
    async handler(call) {
      const { template, ...rest } = call.body;
      return describeDefinition(call.em, await createDefinition(call.em, callerOf(call).user, call.now, { ...rest, template: template ?? undefined }), languageOf(call.request), call.now);
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/definitions/:key', summary: 'A definition with draft, versions and submission', roles: ['designer', 'publisher', 'auditor', 'administrator'],
    params: byKey, response: definitionShape,
    handler: async ({ em, params, request, now }) => describeDefinition(em, await findDefinition(em, params.key), languageOf(request), now),
  }),
  defineRoute({
    method: 'PUT', path: '/api/definitions/:key/draft', summary: 'Save the draft made from a revision', roles: ['designer'], transaction: true, limit: drawingLimit,
    params: byKey, body: z.object({ xml: xml.optional(), revision: counted, form, parts: partsChange.optional().describe('Parts that are left out stay as they are') }), response: draftShape,
    handler: async (call) => describeDraft(await saveDraft(call.em, callerOf(call).user, call.now, { key: call.params.key, ...call.body })),
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions/:key/check', summary: 'Problems of a drawing; changes nothing', roles: ['designer', 'publisher'], idempotent: false, limit: drawingLimit,
    params: byKey, body: z.object({ xml, form, parts: partsChange.optional().describe('Else those of the draft'), compare: z.boolean().default(false).describe('Whether `publishedAs` is asked for') }), response: z.object({ problems: z.array(problemShape), publishedAs: z.number().nullable().describe('Newest version, where to publish this would change nothing; null where that was not asked') }),
    async handler(call) {
      const definition = await findDefinition(call.em, call.params.key);
      refuseUnfitContent(call.body.form, call.body.parts);
      const drawing = readDrawing(call.body.xml);
      const form = call.body.form === undefined ? (definition.draftForm ?? null) : call.body.form;
      const parts = withParts(definition.draftParts ?? noParts, call.body.parts ?? {});
      const on = civilDate(call.now);
      const compiled = await compileDrawing(call.em, drawing, parts, form, { key: call.params.key, on });
      return { problems: compiled.problems.map((each) => ({ ...each, params: each.params && { ...each.params } })), publishedAs: call.body.compare ? await publishedAs(call.em, definition, compiled, { xml: drawing.xml, form, parts }, on) : null };
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions/:key/submission', summary: 'Send the draft to a second person for publishing', roles: ['designer'], transaction: true,
    params: byKey, body: z.object({ note: z.string().max(2000).default(''), revision: counted.optional().describe('The revision that was looked at; left out: whatever stands'), effectiveOn: z.iso.date().nullish().describe('Day on which the version shall start new cases; left out: at once') }), response: definitionShape,
    async handler(call) {
      await submitDraft(call.em, callerOf(call).user, call.now, { key: call.params.key, ...call.body });
      return describeDefinition(call.em, await findDefinition(call.em, call.params.key), languageOf(call.request), call.now);
    },
  }),
  defineRoute({
    method: 'DELETE', path: '/api/definitions/:key/submission', summary: 'Take back what waits for review: the draft may be changed again', roles: ['designer'], transaction: true,
    params: byKey, body: z.object({ submission: seenSubmission }), response: definitionShape,
    async handler(call) {
      await withdrawSubmission(call.em, callerOf(call).user, call.now, { ...call.params, ...call.body });
      call.log.info({ definition: call.params.key, submission: call.body.submission }, 'submission withdrawn');
      return describeDefinition(call.em, await findDefinition(call.em, call.params.key), languageOf(call.request), call.now);
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions/:key/review', summary: 'Publish the submission or send it back', roles: ['publisher'], transaction: true,
    params: byKey, body: z.object({ decision: z.enum(['publish', 'reject']), comment: z.string().max(2000).default(''), submission: seenSubmission }), response: definitionShape,
    async handler(call) {
      const version = await reviewSubmission(call.em, callerOf(call).user, call.now, { key: call.params.key, ...call.body, rehearsals: call.context.config.demo });
      if (version !== null) call.log.info({ definition: version.key, version: version.version, hash: version.contentHash }, 'version published');
      return describeDefinition(call.em, await findDefinition(call.em, call.params.key), languageOf(call.request), call.now);
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/definitions/:key/versions/:version', summary: 'A published version, checked against its hash', roles: ['designer', 'publisher', 'supervisor', 'auditor', 'operator', 'administrator'],
    params: byKey.extend({ version: countedText }), response: versionShape,
    handler: async ({ em, params }) => describeVersion(em, await findVersion(em, params.key, params.version)),
  }),
  defineRoute({
    method: 'GET', path: '/schemas/:name', summary: 'JSON Schema of a form: matter-form or step-form', roles: 'public',
    params: z.object({ name: z.enum(['matter-form', 'step-form']) }), response: z.record(z.string(), z.unknown()),
    handler: async ({ params }) => ({ ...formJsonSchemas()[params.name] }),
  }),
  defineRoute({
    method: 'GET', path: '/api/elements-data', summary: 'Registered data that the panel offers', roles: ['designer', 'publisher'], response: elementsDataShape,
    handler: ({ em, request }) => elementsData(em, request),
  }),
];
