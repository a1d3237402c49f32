import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { throwing } from '../../../engine/elements/throwing/index.ts';
import { pagesFolder } from '../../../scripts/docs/drawings.ts';
import { EVENT_KINDS, isSupported, POSITIONS } from '../../../scripts/docs/positions.ts';

const sections = new Map(
  readFileSync(join(pagesFolder, 'events.md'), 'utf8').split(/^## /m).slice(1).map((section): [string, string] => [/\(`(\w+)`\)/.exec(section)![1]!, section]),
);
/** Positions with words of their own: those named before the colon of an item. */
const described = (kind: string): string[] => [...(sections.get(kind) ?? '').matchAll(/^- ((?:`\w+`(?:, )?)+): \S/gm)].flatMap(([, names]) => [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));

describe('the page of events', () => {
  test.each(EVENT_KINDS)('has words for %s in each position it may stand in, and in no other', (kind) => {
    expect(described(kind).sort()).toEqual(POSITIONS.filter((position) => isSupported(kind, position)).sort());
  });

  test('speaks of every kind that is thrown, and of no kind that is none', () => {
    const thrown = Object.keys(throwing).map((kind) => (kind === 'compensation' ? 'compensate' : kind));
    expect(EVENT_KINDS).toEqual(expect.arrayContaining(thrown));
    expect([...sections.keys()].sort()).toEqual([...EVENT_KINDS].sort());
  });
});
