import { expect, test } from '@jest/globals';
import { indexOf } from '../../../engine/interpreter/programIndex.ts';
import { wayTo } from '../../../engine/rules/wayTo.ts';
import { boundary, drawing, duration, end, path, programOf, start, sub, user } from '../../support/drawing.ts';

const drawn = start + user('a') + boundary('late', 'a', duration('P1D')) + sub('s', '<startEvent id="s1"/>' + user('inner') + path('s1', 'inner')) + user('b') + user('lost') + end + path('start', 'a', 's', 'end') + path('late', 'b', 's');

test.each([
  ['the start itself', 'start', 'start'],
  ['the shortest of two ways', 's', 'start start_a a a_s s'],
  ['by an event at the edge', 'b', 'start start_a a late late_b b'],
  ['into a sub-process', 'inner', 'start start_a a a_s s s1 s1_inner inner'],
  ['no way', 'lost', ''],
])('the way to an element, from the start of the process: %s', async (_title, id, way) => {
  const program = await programOf(drawing(drawn));

  expect(wayTo(indexOf(program, 'p'), id).join(' ')).toBe(way);
});
