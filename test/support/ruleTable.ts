import { describe, expect, test } from '@jest/globals';
import { readBpmn } from '../../engine/bpmn.ts';
import { children } from '../../engine/drawn.ts';
import type { Profile, Program } from '../../engine/program.ts';
import { readProcess } from '../../engine/readProcess.ts';
import { type DrawnRule, drawnRules, type Facts, type Rule } from '../../engine/rules/index.ts';
import { drawing, names } from './drawing.ts';

export interface RuleCase {
  /** What is drawn, as a sentence part. */
  readonly title: string;
  /** Inner XML of the process. */
  readonly drawn: string;
  readonly attributes?: string;
  readonly more?: string;
  readonly facts?: Facts;
  readonly profile?: Profile;
  readonly called?: Program['processes'];
}

export interface Refused extends RuleCase {
  /** `element CODE`, with `?` after the code where it is a warning. */
  readonly says: readonly string[];
}

/** A rule against drawings that it lets through and drawings that it reports, in the manner of a rule tester. */
export function ruleTable(rule: Rule | DrawnRule, { valid, invalid }: { valid: readonly RuleCase[]; invalid: readonly Refused[] }): void {
  describe(`rule ${rule.id}`, () => {
    test.each(valid)('lets through: $title', async (each) => {
      expect(await report(rule, each)).toEqual([]);
    });
    test.each(invalid)('reports: $title', async (each) => {
      expect(await report(rule, each)).toEqual(each.says);
    });
  });
}

async function report(rule: Rule | DrawnRule, { drawn, attributes = '', more = '', facts = {}, profile = 'matter', called = {} }: RuleCase): Promise<string[]> {
  const { definitions } = await readBpmn(drawing(drawn, { attributes, more: names + more }));
  const process = readProcess(children(definitions, 'rootElements').find(({ $type }) => $type === 'bpmn:Process')!).process;
  const program: Program = { format: 1, sem: 1, profile, main: 'p', processes: { ...called, p: process } };
  // A rule of drawings takes what was read, a rule of programs what was compiled.
  const problems = isDrawnRule(rule) ? rule.check(definitions, profile) : (rule as Rule).check(process, program, facts);
  return problems.map(({ elementId, code, severity }) => `${elementId} ${code}${severity === 'warning' ? '?' : ''}`);
}

const isDrawnRule = (rule: Rule | DrawnRule): rule is DrawnRule => drawnRules.some((each) => each === rule);
