import { readFileSync } from 'node:fs';
import { type ProblemCode, problemCodes } from '../../engine/problemCodes.ts';
import { standardRules } from '../../engine/rules/standard/index.ts';
import texts from '../../ui/messages/en/problems.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
/** The page of the standard's rules. */
export const RULES_PAGE = new URL('docs/rules/standard.md', root);

/** A rule as its page has it. */
interface Described {
  readonly id: string;
  /** Path of its file below `engine/`, and of its test below `test/engine/`, without the ending. */
  readonly file: string;
  /** What it asks, in the words of its file. */
  readonly asks: string;
  /** Sections of BPMN 2.0, or our own case where the rule is the platform's. */
  readonly from: string;
  readonly codes: readonly ProblemCode[];
}

/**
 * Every rule of the standard by its file: the words of its doc sentence and the codes that it says.
 * @throws Error where a rule's file has no doc sentence that names where the rule is from, or says nothing
 */
export const describedRules = (): Described[] => standardRules.map(({ id }) => {
  const file = `rules/standard/${id.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())}`;
  const source = readFileSync(new URL(`engine/${file}.ts`, root), 'utf8');
  const said = /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport const \w+: StandardRule = /.exec(source)?.[1]!.replace(/\s*\n \*\s*/g, ' ').trim() ?? '';
  const [, standard, own] = /\((?:BPMN 2\.0, ([^()]+)|(B-\d\d))\)/.exec(said) ?? [];
  const codes = problemCodes.filter((code) => source.includes(`'${code}'`));
  if ((standard ?? own) === undefined || codes.length === 0) throw new Error(`The rule ${id} does not say where it is from, or what it finds`);
  return { id, file, asks: said.replace(/ \((?:BPMN 2\.0, [^()]+|B-\d\d)\)/g, ''), from: standard === undefined ? `the platform's own (${own})` : `BPMN 2.0, ${standard}`, codes };
});

/** The whole page, as Markdown. */
export function rulesPage(): string {
  const sections = describedRules().map(({ id, file, asks, from, codes }) => [
    `## ${id}`,
    asks,
    `Asked by: ${from}. Source: \`engine/${file}.ts\`; test: \`test/engine/${file}.test.ts\`.`,
    ['| code | says |', '| --- | --- |', ...codes.map((code) => `| \`${code}\` | ${texts[code]} |`)].join('\n'),
  ].join('\n\n'));
  return `# Rules of the standard

What BPMN 2.0 asks of a drawing as it is written, in either profile where a rule names none; sections are numbered as in BPMN 2.0.2 (ISO/IEC 19510). Rules about the flow that is drawn have [pages of their own](.).
Written by \`npm run docs:rules\` from the rules' files, never by hand.

${sections.join('\n\n')}
`;
}
