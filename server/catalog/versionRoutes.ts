import { z } from 'zod';
import { noParts, partsSchema } from '../../definitions/parts.ts';
import { counted, countedText } from '../http/counted.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute, type Call } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { byKey } from './definitionKey.ts';
import { deleteDraft } from './deleteDraft.ts';
import { definitionShape, describeDefinition, describeDraft, draftShape } from './describe.ts';
import { DraftSave } from './DraftSave.ts';
import { findDefinition } from './findDefinition.ts';
import { impactOf } from './impact.ts';
import { problemCounts } from './problemCounts.ts';
import { answerRemark, remark, withdrawRemark } from './remarks.ts';
import { findSave, restoreSave, restoreVersion } from './restoreSave.ts';
import { liftRetirement, retire } from './retire.ts';
import { submitDraft } from './submitDraft.ts';
import { Submission } from './Submission.ts';

const readers = ['designer', 'publisher', 'auditor', 'administrator'] as const;
const text = z.string().trim().min(1).max(2000);
const saveLine = z.object({ revision: z.number(), savedBy: z.string(), savedAt: z.string(), restored: z.string().nullable().describe('`revision N` or `version N` that it brought back') });
const standing = z.object({ elementId: z.string(), name: z.string(), version: z.number(), kind: z.enum(['gone', 'changed']), cases: z.number(), sample: z.array(z.string()).readonly() });

/** Saves of a draft, remarks of a review, retiring, rolling back, and what a version would change for running cases. */
export const versionRoutes = [
  defineRoute({
    method: 'GET', path: '/api/definitions/:key/saves', summary: 'Kept saves of the draft, newest first', roles: readers,
    params: byKey, response: z.object({ saves: z.array(saveLine) }),
    async handler({ em, params }) {
      await findDefinition(em, params.key);
      const saves = (await em.find(DraftSave, params, { orderBy: { revision: 'desc' }, fields: ['key', 'revision', 'savedBy', 'savedAt', 'restored'] })) as unknown as DraftSave[];
      return { saves: saves.map(({ revision, savedBy, savedAt, restored }) => ({ revision, savedBy, savedAt, restored: restored ?? null })) };
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/definitions/:key/saves/:revision', summary: 'A kept save, whole', roles: readers,
    params: byKey.extend({ revision: countedText }), response: saveLine.extend({ xml: z.string(), form: z.unknown(), parts: partsSchema }),
    async handler({ em, params }) {
      const { revision, savedBy, savedAt, restored, xml, form, parts } = await findSave(em, params.key, params.revision);
      return { revision, savedBy, savedAt, restored: restored ?? null, xml, form: form ?? null, parts: parts ?? noParts };
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions/:key/saves/:revision/restoration', summary: 'Bring an earlier save back as the newest', roles: ['designer'], transaction: true,
    params: byKey.extend({ revision: countedText }), body: z.object({ from: counted.describe('The revision this replaces') }), response: draftShape,
    handler: async (call) => describeDraft(await restoreSave(call.em, callerOf(call).user, call.now, { ...call.params, from: call.body.from })),
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions/:key/rollback', summary: 'Bring an older version back as the draft and send it for review', roles: ['designer'], transaction: true,
    params: byKey, body: z.object({ version: counted, from: counted, note: text, effectiveOn: z.iso.date().nullish() }), response: definitionShape,
    async handler(call) {
      const { version, from, note, effectiveOn } = call.body;
      const user = callerOf(call).user;
      await restoreVersion(call.em, user, call.now, { key: call.params.key, version, from });
      await submitDraft(call.em, user, call.now, { key: call.params.key, note, effectiveOn, rolledBackTo: version });
      return whole(call);
    },
  }),
  defineRoute({
    method: 'DELETE', path: '/api/definitions/:key', summary: 'Delete a definition that was never published', roles: ['designer'], transaction: true, status: 204,
    params: byKey, body: z.object({ revision: counted.describe('The revision that was seen') }), response: z.void(),
    handler: ({ em, params, body }) => deleteDraft(em, { ...params, ...body }),
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions/:key/retirement', summary: 'A matter, or a version of it, starts no new cases', roles: ['publisher', 'administrator'], transaction: true,
    params: byKey, body: z.object({ version: counted.nullable(), reason: text }), response: definitionShape,
    async handler(call) {
      await retire(call.em, callerOf(call).user, call.now, { key: call.params.key, ...call.body });
      return whole(call);
    },
  }),
  defineRoute({
    method: 'DELETE', path: '/api/definitions/:key/retirement', summary: 'Offer a retired matter again', roles: ['publisher', 'administrator'], transaction: true,
    params: byKey, response: definitionShape,
    async handler(call) {
      await liftRetirement(call.em, callerOf(call).user, call.now, call.params.key);
      return whole(call);
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions/:key/remarks', summary: 'Remark on what waits for review: on an element, or the whole', roles: ['publisher', 'designer'], transaction: true, status: 201,
    params: byKey, body: z.object({ elementId: z.string().max(64).nullish(), text }), response: definitionShape,
    async handler(call) {
      await remark(call.em, callerOf(call).user, call.now, { key: call.params.key, elementId: call.body.elementId ?? null, text: call.body.text });
      return whole(call);
    },
  }),
  ...([['answers', answerRemark, 'Answer a remark'], ['withdrawal', withdrawRemark, 'Take a remark of your own back']] as const).map(([name, act, summary]) =>
    defineRoute({
      method: 'POST', path: `/api/definitions/:key/remarks/:thread/${name}`, summary, roles: ['publisher', 'designer'], transaction: true,
      params: byKey.extend({ thread: z.uuid() }), body: z.object({ text }), response: definitionShape,
      async handler(call) {
        await act(call.em, callerOf(call).user, call.now, { ...call.params, text: call.body.text });
        return whole(call);
      },
    }),
  ),
  defineRoute({
    method: 'GET', path: '/api/problem-counts', summary: 'How many problems each draft has', roles: ['designer', 'publisher'],
    response: z.object({ counts: z.record(z.string(), z.object({ errors: z.number(), warnings: z.number() })) }),
    handler: async ({ em, now }) => ({ counts: await problemCounts(em, now) }),
  }),
  defineRoute({
    method: 'GET', path: '/api/definitions/:key/impact', summary: 'What the submission (else the draft) would change for running cases', roles: readers,
    params: byKey, response: z.object({ running: z.array(z.object({ version: z.number(), cases: z.number() })).readonly(), standing: z.array(standing).readonly() }),
    async handler({ em, params }) {
      const { draftXml, draftForm, draftParts } = await findDefinition(em, params.key);
      const pending = await em.findOne(Submission, { definition: params.key, state: 'pending' });
      return impactOf(em, params.key, pending ?? { xml: draftXml, form: draftForm, parts: draftParts });
    },
  }),
];

const whole = async (call: Call<{ key: string }>): Promise<z.input<typeof definitionShape>> => describeDefinition(call.em, await findDefinition(call.em, call.params.key), languageOf(call.request), call.now);
