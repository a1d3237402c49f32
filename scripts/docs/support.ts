import { elements } from '../../engine/elements/index.ts';
import type { Count, Report } from '../conformance/report.ts';
import { EVENT_KINDS, isSupported, type Position, POSITIONS } from './positions.ts';
import type { Words } from './supportWords.ts';

/** How a case's features name the positions. */
const FEATURE: Readonly<Record<Position, string>> = {
  start: 'start', subProcessStart: 'subStart', eventSubProcessStart: 'eventSubStart', eventSubProcessStartBeside: 'eventSubStartNonInt',
  intermediateCatchEvent: 'catch', intermediateThrowEvent: 'throw', endEvent: 'end', boundary: 'boundary', boundaryBeside: 'boundaryNonInt',
};

const SHOWN_BY_POSITION: readonly string[] = ['startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent'];

/** What the engine supports, from its registries, and what a run has shown of it, as Markdown. */
export function supportOf({ date, executed, refused, features }: Report, words: Words): string {
  const cell = (feature: string): string => (features[feature] ? countsOf(features[feature]) : '✓');
  const kinds = Object.keys(elements).filter((kind) => !SHOWN_BY_POSITION.includes(kind));
  const elementRows = kinds.map((kind) => [`[${words.element(kind)}](docs/elements/${kind}.md)`, cell(kind)]);
  const eventRows = EVENT_KINDS.map((kind) => [words.kinds[kind]!, ...POSITIONS.map((position) => (isSupported(kind, position) ? cell(featureOf(kind, position)) : ''))]);
  const shown = new Set([...kinds, ...EVENT_KINDS.flatMap((kind) => POSITIONS.map((position) => featureOf(kind, position)))]);
  const others = Object.keys(features).filter((feature) => !shown.has(feature)).map((feature) => `\`${feature}\` ${cell(feature)}`);
  return [
    words.intro(date, countsOf(executed), countsOf(refused)),
    table([words.head.element, words.head.cases], elementRows),
    table([words.head.event, ...POSITIONS.map((position) => words.positions[position])], eventRows),
    `${words.others}: ${others.join(', ')}.`,
  ].join('\n\n');
}

const featureOf = (kind: string, position: Position): string => `${FEATURE[position]}:${kind}`;

/** One count where the engines agree, else each engine's own. */
function countsOf(byEngine: Readonly<Record<string, Count>>): string {
  const counts = Object.entries(byEngine).map(([engine, [passed, all]]) => ({ engine, text: `${passed}/${all}` }));
  return new Set(counts.map(({ text }) => text)).size === 1 ? counts[0]!.text : counts.map(({ engine, text }) => `${engine} ${text}`).join(', ');
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
