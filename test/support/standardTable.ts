import { describe, expect, test } from '@jest/globals';
import type { StandardRule } from '../../engine/rules/standard/standardRule.ts';
import { readSource } from '../../engine/xml/part.ts';
import { drawing, names } from './drawing.ts';

/** Inner XML of the process, or a whole drawing where it begins with a definitions element. */
type Drawn = string | { readonly drawn?: string; readonly attributes?: string; readonly more?: string; readonly files?: readonly string[] };

/** The namespace of a file that a drawing of a table is deployed with. */
const BESIDE = 'urn:x';

/** A rule of the standard against drawings it lets through and drawings it refuses; what is said is `element CODE`, with `?` for advice. */
export function standardTable(rule: StandardRule, { valid, invalid }: { readonly valid: readonly (readonly [title: string, drawn: Drawn])[]; readonly invalid: readonly (readonly [title: string, drawn: Drawn, says: readonly string[]])[] }): void {
  describe(`rule ${rule.id}`, () => {
    test.each(valid)('lets through: %s', (_title, drawn) => expect(report(rule, drawn)).toEqual([]));
    test.each(invalid)('refuses: %s', (_title, drawn, says) => expect(report(rule, drawn)).toEqual(says));
  });
}

function report(rule: StandardRule, each: Drawn): string[] {
  const { drawn = '', attributes = '', more = '', files = [] } = typeof each === 'string' ? { drawn: each } : each;
  const xml = drawn.startsWith('<definitions') ? drawn : drawing(drawn, { attributes, more: names + more });
  return rule.check(readSource(xml), { profile: 'bpmn', files: files.map((name) => ({ name, namespace: BESIDE })) }).map(({ elementId, code, severity }) => `${elementId} ${code}${severity === 'warning' ? '?' : ''}`);
}
