import type { Parts, PartsChange } from '../definitions/parts.ts';
import { command, get } from '../ui/api/client.ts';
import type { FeelType } from '../engine/expressions/types.ts';
import type { StepFormFile } from '../engine/forms/model.ts';
import type { Problem } from '../engine/problem.ts';
import type { Program } from '../engine/program.ts';
import type { Difference } from '../engine/scenario/compare.ts';
import type { Coverage } from '../engine/scenario/coverage.ts';
import type { Scenario } from '../engine/scenario/scenario.ts';
import type { ConnectorContract } from '../engine/register/connector.ts';
import type { RegisterEntry } from '../engine/register/entry.ts';

/**
 * Where a definition stands: `draft` is being drawn, `submitted` waits for a second person, `published` has no newer
 * draft, `waiting` neither but the day it takes effect is to come, `retired` starts no new cases.
 */
export type DefinitionState = 'draft' | 'submitted' | 'published' | 'waiting' | 'retired';

/** One line of the list of definitions. */
export interface DefinitionLine {
  readonly key: string;
  readonly name: string;
  /** Of the draft. */
  readonly revision: number;
  readonly state: DefinitionState;
  /** Newest published version; null before the first. */
  readonly version: number | null;
  /** Version that starts new cases now. */
  readonly startsVersion: number | null;
  /** Day on which the newest version takes effect, where that is to come. */
  readonly effectiveOn: string | null;
  readonly runningCases: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** A drawing at a revision. Revisions count from 1 and grow with every save. */
export interface Draft {
  readonly xml: string;
  readonly revision: number;
  readonly savedBy?: string;
  readonly savedAt?: string;
  /** The matter's form.json; null for a flow without applicants. */
  readonly form?: object | null;
  readonly parts?: Parts;
}

export interface VersionLine {
  readonly version: number;
  readonly hash: string;
  readonly publishedBy: string;
  readonly publishedAt: string;
  readonly submittedBy: string;
  readonly profile: 'matter' | 'bpmn';
  readonly note: string;
  /** Day on which it takes effect; null: at once. */
  readonly effectiveOn: string | null;
  /** Newer version that takes effect no later than the day set for this one: it never begins. */
  readonly overtakenBy: number | null;
  /** The older version that it brought back. */
  readonly rolledBackTo: number | null;
  /** Starts no new cases. */
  readonly retired: boolean;
}

/** A remark of a review and what was said to it. */
export interface Thread {
  readonly id: string;
  /** null: about the whole. */
  readonly elementId: string | null;
  readonly state: 'open' | 'answered' | 'withdrawn';
  readonly said: readonly { readonly kind: 'remark' | 'answer' | 'withdrawal'; readonly text: string; readonly by: string; readonly at: string }[];
}

/** A request to publish. */
export interface Submission {
  readonly id: string;
  readonly revision: number;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly note: string;
  /** The drawing as frozen at submission: what is reviewed is what will run. */
  readonly xml: string;
  readonly form: object | null;
  readonly parts: Parts;
  readonly xmlHash: string;
  readonly effectiveOn: string | null;
  /** Versions whose day is to come and that would never begin if this were published. */
  readonly overtakes: readonly { readonly version: number; readonly effectiveOn: string }[];
  readonly rolledBackTo: number | null;
}

/** Everything about one definition. */
export interface Definition extends DefinitionLine {
  readonly draft: Draft;
  readonly versions: readonly VersionLine[];
  readonly submission: Submission | null;
  readonly threads: readonly Thread[];
  readonly retirement: { readonly by: string; readonly at: string; readonly reason: string } | null;
  /** Comment of the publisher who sent the last submission back. */
  readonly rejection: { readonly by: string; readonly at: string; readonly comment: string } | null;
}

/** A published version: immutable. */
export interface Version extends VersionLine {
  readonly xml: string;
  readonly form: object | null;
  readonly parts: Parts;
  readonly program: Program;
  readonly programHash: string;
  readonly xmlHash: string;
  /** Called processes with the version that runs inside. */
  readonly pins: Readonly<Record<string, { readonly key: string; readonly version: number; readonly contentHash: string }>>;
}

/** Registered data the panel offers, named in the language of the page. */
export interface ElementsData {
  readonly departments: readonly (Named & { readonly system?: 'live' | 'standIn' | 'none' })[];
  /** The register of connectors: what departments' systems can be asked. */
  readonly connectors?: readonly ConnectorContract[];
  readonly forms: readonly Named[];
  /** Registered forms of steps, whole. */
  readonly stepForms?: Readonly<Record<string, StepFormFile>>;
  readonly items: readonly { readonly code: string; readonly name: string; readonly department: string; readonly limit?: { readonly amount: number; readonly unit: string } | null }[];
  readonly ladders: readonly Named[];
  readonly materials: readonly Named[];
  /** Names that forms bring into a case. */
  readonly variables?: readonly string[];
  /** What is known of their values. */
  readonly types?: Readonly<Record<string, FeelType>>;
  /** Decisions that a business rule task can ask. */
  readonly decisions?: readonly Named[];
  /** The register of matters, every version of every entry. */
  readonly register?: readonly RegisterEntry[];
  /** Published processes that can be called, each with the definition it was published from. */
  readonly processes: readonly { readonly key: string; readonly definition: string; readonly name: string; readonly version: number }[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

export const listDefinitions = async (): Promise<readonly DefinitionLine[]> => (await get<{ definitions: readonly DefinitionLine[] }>('/api/definitions')).definitions;
export const readDefinition = (key: string): Promise<Definition> => get(`/api/definitions/${encodeURIComponent(key)}`);
export const readVersion = (key: string, version: number): Promise<Version> => get(`/api/definitions/${encodeURIComponent(key)}/versions/${version}`);
export const readElementsData = (): Promise<ElementsData> => get('/api/elements-data');

/** Makes a definition. `template`: key of a definition whose drawing is copied; null for an empty drawing. */
export const createDefinition = (key: string, name: string, template: string | null): Promise<Definition> => command('POST', '/api/definitions', { key, name, ...(template === null ? {} : { template }) });

/** Saves what changed of a draft. Throws `ApiProblem` VERSION_CONFLICT when somebody saved in between. */
export const saveDraft = (key: string, revision: number, change: { readonly xml?: string; readonly form?: object | null; readonly parts?: PartsChange }): Promise<Draft> =>
  command('PUT', `/api/definitions/${encodeURIComponent(key)}/draft`, { ...change, revision });

/** The server's own check, which also knows the registered data and the other definitions; `publishedAs`, where `compare` asks for it: the newest version, where to publish this would change nothing. */
export const checkDraft = (key: string, xml: string, parts?: Parts, compare = false): Promise<{ problems: readonly Problem[]; publishedAs: number | null }> => command('POST', `/api/definitions/${encodeURIComponent(key)}/check`, { xml, compare, ...(parts ? { parts } : {}) });

/** Sends the draft to a second person for publishing. */
export const submitDraft = (key: string, revision: number, note: string, effectiveOn: string | null = null): Promise<Definition> => command('POST', `/api/definitions/${encodeURIComponent(key)}/submission`, { revision, note, ...(effectiveOn === null ? {} : { effectiveOn }) });

/** Takes back what waits for review, so that the draft may be changed again. */
export const withdrawSubmission = (key: string, submission: string): Promise<Definition> => command('DELETE', `/api/definitions/${encodeURIComponent(key)}/submission`, { submission });

/** A publisher decides on a submission; the submitter is refused. */
export const reviewSubmission = (key: string, submission: string, decision: 'publish' | 'reject', comment: string): Promise<Definition> => command('POST', `/api/definitions/${encodeURIComponent(key)}/review`, { submission, decision, comment });

/** A past case as a scenario of its matter; nothing personal is in it. */
export const readCaseScenario = (caseNumber: string, title: string): Promise<{ readonly matter: string; readonly scenario: Scenario }> => get(`/api/cases/${encodeURIComponent(caseNumber)}/scenario?title=${encodeURIComponent(title)}`);

/** What the scenarios of a draft or of what waits for review come to when the server runs them now. */
export const readScenarioReport = (key: string, of: 'draft' | 'submission'): Promise<ScenarioReport> => get(`/api/definitions/${encodeURIComponent(key)}/scenarios?of=${of}`);

export interface ScenarioReport {
  readonly results: readonly { readonly id: string; readonly title: string; readonly differences: readonly Difference[] }[];
  readonly coverage: readonly Coverage[];
}
