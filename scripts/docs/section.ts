import problemTexts from '../../ui/messages/en/problems.json' with { type: 'json' };
import type { Problem } from '../../engine/problem.ts';
import type { ShownDrawing } from './drawings.ts';

/** The part of a page that shows its two pictures, as Markdown; under the wrong one, what the platform says to it. */
export function sectionOf(right: ShownDrawing, wrong: ShownDrawing): string {
  return [picture(right), `Right: ${right.about}.`, picture(wrong), `Wrong: ${wrong.about}.`, said(wrong)].join('\n\n');
}

const picture = ({ page, side, about }: ShownDrawing): string => `![${side === 'right' ? 'Right' : 'Wrong'}: ${about}](pictures/${page}.${side}.svg)`;

function said({ problems, profile }: ShownDrawing): string {
  const [first] = problems;
  if (!first) throw new Error('A wrong drawing has a problem');
  const kind = first.severity === 'error' ? 'is refused' : 'is warned of';
  return `In the profile \`${profile}\` it ${kind} as \`${first.code}\`: ${textOf(first)}`;
}

function textOf({ code, params = {} }: Problem): string {
  const text = (problemTexts as Readonly<Record<string, string>>)[code] ?? code;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
