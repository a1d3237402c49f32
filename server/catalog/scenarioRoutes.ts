import { z } from 'zod';
import { civilDate } from '../../engine/clock/civil.ts';
import { textOf } from '../../engine/forms/matterForm.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { recordingOf, scenarioFromCase } from './caseScenario.ts';
import { compileDrawing, programIn } from './compileDrawing.ts';
import { compileSubmission } from './compileSubmission.ts';
import { byKey } from './definitionKey.ts';
import { findDefinition } from './findDefinition.ts';
import { pendingSubmission } from './pendingSubmission.ts';
import { readDrawing } from './readDrawing.ts';
import { runScenarios } from './scenarios.ts';

/** What a scenario expected and did not get. */
export const scenarioDifference = z.object({ step: z.number().describe('From 1; 0 for the whole case'), kind: z.string(), element: z.string().optional(), what: z.string(), expected: z.unknown(), got: z.unknown() });

/** What the scenarios of a definition come to; the same is asked for at submission and at publishing. */
export const scenarioReport = z.object({
  results: z.array(z.object({ id: z.string(), title: z.string(), differences: z.array(scenarioDifference) })),
  coverage: z.array(z.object({ process: z.string(), reached: z.array(z.string()), elements: z.array(z.string()), flows: z.array(z.string()), done: z.number(), all: z.number() })),
});

const readers = ['designer', 'auditor', 'administrator'] as const;
const byNumber = z.object({ n: z.string().max(64) });

export const scenarioRoutes = [
  defineRoute({
    method: 'GET', path: '/api/cases/:n/scenario', summary: 'A past case as a scenario of its matter, with nothing personal in it', roles: readers,
    params: byNumber, query: z.object({ title: z.string().trim().min(1).max(200) }), response: z.object({ matter: z.string(), scenario: z.record(z.string(), z.unknown()) }),
    async handler({ em, params, query }) {
      const { matter, scenario } = await scenarioFromCase(em, params.n, query.title);
      return { matter, scenario: { ...scenario } };
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/cases/:n/recording', summary: 'The events of a case with the chain after each, personal values as commitments: what a replay anywhere must come to', roles: ['auditor', 'administrator'],
    params: byNumber, response: z.object({ matter: z.string(), version: z.number(), events: z.array(z.record(z.string(), z.unknown())), heads: z.array(z.string()) }),
    async handler({ em, params }) {
      const { version, events, heads } = await recordingOf(em, params.n);
      return { matter: version.key, version: version.version, events: events.map((event) => ({ ...event })), heads: [...heads] };
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/definitions/:key/scenarios', summary: 'What the scenarios of a draft, or of what waits for review, come to when they run now', roles: ['designer', 'publisher', 'auditor', 'administrator'],
    params: byKey, query: z.object({ of: z.enum(['draft', 'submission']).default('draft') }), response: scenarioReport,
    async handler({ em, params, query, now, request }) {
      const definition = await findDefinition(em, params.key);
      const submission = query.of === 'submission' ? await pendingSubmission(em, params.key) : null;
      const [form, parts] = submission ? [submission.form, submission.parts] : [definition.draftForm, definition.draftParts];
      const compiled = submission ? await compileSubmission(em, submission, now) : await compileDrawing(em, readDrawing(definition.draftXml), parts, form, { key: params.key, on: civilDate(now) });
      const { results, coverage } = await runScenarios(em, { program: programIn(compiled), form: form ?? null, parts: parts ?? null });
      return {
        results: results.map((each) => ({ ...each, title: textOf(each.title, languageOf(request)), differences: [...each.differences] })),
        coverage: coverage.map((each) => ({ ...each, reached: [...each.reached], elements: [...each.elements], flows: [...each.flows] })),
      };
    },
  }),
];
