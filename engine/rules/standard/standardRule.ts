import { type Problem, problem, warning } from '../../problem.ts';
import type { ProblemCode } from '../../problemCodes.ts';
import type { Profile } from '../../program.ts';
import type { Part, Source } from '../../xml/part.ts';

/** A file of a deployment, with the namespace that a drawing's ids are in; undefined where it is no drawing that can be read. */
export interface DeployedFile {
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What a rule of the standard may ask beside the drawing. */
export interface StandardContext {
  readonly profile: Profile;
  /** The files that belong to the same deployment. */
  readonly files: readonly DeployedFile[];
}

/** A rule of BPMN 2.0 that a drawing keeps as it is written, in either profile. One rule, one file, told by its id. */
export interface StandardRule {
  readonly id: string;
  check(source: Source, context: StandardContext): Problem[];
}

/** The id of a part, or of the nearest part around it that has one: where a finding is shown. What defines an event is shown at the event. */
export function idOf(part: Part): string {
  for (let at: Part | null = part; at; at = at.parent) if (at.id && !(at.type.endsWith('EventDefinition') && at.parent?.type.endsWith('Event'))) return at.id;
  return '';
}

/** A broken rule at a part: with the line it stands in, for what has no id of its own. */
export const broken = (part: Part, code: ProblemCode, params: Readonly<Record<string, string | number>> = {}): Problem =>
  problem(idOf(part), code, { ...params, element: part.type, line: part.line });

/** The same as advice: the drawing is taken even so. */
export const doubtful = (part: Part, code: ProblemCode, params: Readonly<Record<string, string | number>> = {}): Problem =>
  warning(idOf(part), code, { ...params, element: part.type, line: part.line });
