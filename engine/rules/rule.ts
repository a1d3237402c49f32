import type { Question } from '../deadline/questions.ts';
import type { Drawn } from '../drawn.ts';
import type { FeelType } from '../expressions/types.ts';
import { type Problem, problem, warning } from '../problem.ts';
import type { ProblemCode } from '../problemCodes.ts';
import type { ProcessProgram, Profile, Program } from '../program.ts';
import type { ConnectorContract } from '../register/connector.ts';
import type { RegisterEntry } from '../register/entry.ts';

/** What a city has registered, as far as the publish rules look at it. What is left out is not checked. */
export interface Facts {
  readonly departments?: readonly string[];
  /** Registered service items with their promised limits in working days. */
  readonly items?: Readonly<Record<string, { readonly limitDays?: number }>>;
  readonly forms?: readonly string[];
  readonly ladders?: readonly string[];
  /** Names that a case has from its form, beside those that the drawing itself gives a value. */
  readonly variables?: readonly string[];
  /** What is known of the values of those names; a name that is left out may be anything. */
  readonly types?: Readonly<Record<string, FeelType>>;
  /** Questions of the matter's own form: their answers are its situations. Without them every way is looked at as possible. */
  readonly questions?: readonly Question[];
  /** Whether the definition has a form of its own, so that applicants are offered it; false: only other flows call it. */
  readonly offered?: boolean;
  /** The register of matters, every version of every entry. */
  readonly register?: readonly RegisterEntry[];
  /** Day on which the version would take effect, `YYYY-MM-DD`. */
  readonly on?: string;
  /** Ids of the decisions that a task may call. */
  readonly decisions?: readonly string[];
  /** The register of connectors, by code. */
  readonly connectors?: Readonly<Record<string, ConnectorContract>>;
}

/** One publish rule: one file, one id, told apart by profile. The same in browser, publish gate and tests. */
export interface Rule {
  readonly id: string;
  /** Profiles in which the rule speaks. */
  readonly profiles: readonly Profile[];
  check(process: ProcessProgram, program: Program, facts: Facts): Problem[];
}

/** A rule about what stands in the drawing and never reaches the program: nothing drawn is ignored without a word. */
export interface DrawnRule {
  readonly id: string;
  readonly profiles: readonly Profile[];
  check(definitions: Drawn, profile: Profile): Problem[];
}

export const BOTH: readonly Profile[] = ['matter', 'bpmn'];

/** Soundness and style: an error in a matter, a warning where any executable process is taken. */
export const flaw = (profile: Profile, elementId: string, code: ProblemCode, params?: Problem['params']): Problem =>
  profile === 'matter' ? problem(elementId, code, params) : warning(elementId, code, params);
