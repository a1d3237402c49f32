import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { allReferred, attribute, children, containerOf, eventDefinitions, incoming, outgoing, partsOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

interface Link {
  readonly event: Part;
  readonly definition: Part;
  readonly name: string | undefined;
}

/**
 * Link events come in pairs of one process level: one catch for each name, and any number of throws (BPMN 2.0, 10.5.5).
 * A pair is found by its name, or, where `source` and `target` are written, by them, and then they agree.
 */
export const links: StandardRule = {
  id: 'links',
  check(source) {
    const [throws, catches] = [linksOf(source, 'intermediateThrowEvent'), linksOf(source, 'intermediateCatchEvent')];
    return [
      ...throws.flatMap((link) => checkThrow(source, link, catches)),
      ...catches.flatMap((link) => checkCatch(source, link, throws)),
      ...catches.filter((link, i) => link.name !== undefined && catches.findIndex((other) => isPair(other, link)) < i).map(({ event, name }) => broken(event, 'LINK_CAUGHT_TWICE', { link: name! })),
    ];
  },
};

const linksOf = (source: Source, type: string): Link[] =>
  partsOf(source, type).flatMap((event) => eventDefinitions(source, event).filter((definition) => definition.type === 'linkEventDefinition').map((definition) => ({ event, definition, name: attribute(definition, 'name') })));

/** Same name, same level. */
const isPair = (one: Link, other: Link): boolean => one.name !== undefined && one.name === other.name && containerOf(one.event) === containerOf(other.event);

function checkThrow(source: Source, link: Link, catches: readonly Link[]): Problem[] {
  const { event, definition, name } = link;
  const written = children(definition, 'target');
  const through = outgoing(source, event).length > 0 ? [broken(event, 'LINK_WITH_OUTGOING')] : [];
  if (written.length === 0) return [...through, ...(catches.some((other) => isPair(other, link)) ? [] : [unpaired(link, catches)])];
  if (written.length > 1) return [...through, broken(event, 'LINK_TARGETS', { count: written.length })];
  const target = catches.find(({ definition: other }) => allReferred(source, definition, 'target').includes(other));
  if (!target) return [...through, broken(event, 'LINK_WITHOUT_TARGET', { link: name ?? '' })];
  if (containerOf(target.event) !== containerOf(event)) return [...through, broken(event, 'LINK_ELSEWHERE', { link: name ?? '' })];
  const agrees = children(target.definition, 'source').length === 0 || allReferred(source, target.definition, 'source').includes(definition);
  return [...through, ...(agrees ? [] : [broken(event, 'LINK_DISAGREES', { link: name ?? '' })])];
}

/** Nobody catches it here: on another level, or nowhere. */
const unpaired = ({ event, name }: Link, catches: readonly Link[]): Problem =>
  broken(event, catches.some((other) => other.name !== undefined && other.name === name) ? 'LINK_ELSEWHERE' : 'LINK_WITHOUT_TARGET', { link: name ?? '' });

function checkCatch(source: Source, link: Link, throws: readonly Link[]): Problem[] {
  const { event, definition, name } = link;
  const written = children(definition, 'source');
  const through = incoming(source, event).length > 0 ? [broken(event, 'LINK_WITH_INCOMING')] : [];
  const meant = allReferred(source, definition, 'source');
  const sources = written.length > 0 ? throws.filter(({ definition: other }) => meant.includes(other)) : throws.filter((other) => isPair(other, link) || allReferred(source, other.definition, 'target').includes(definition));
  if (sources.length === 0 || sources.length < written.length) return [...through, broken(event, 'LINK_WITHOUT_SOURCE', { link: name ?? '' })];
  const agree = sources.every(({ definition: other }) => children(other, 'target').length === 0 || allReferred(source, other, 'target').includes(definition));
  return [...through, ...(agree ? [] : [broken(event, 'LINK_DISAGREES', { link: name ?? '' })])];
}
