import { expect, test } from '@jest/globals';
import { end, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

test('a send task asks like a service task and goes on when it has been taken', async () => {
  const c = await begin(start + '<sendTask id="a" name="a" gov:department="power" gov:operation="acceptance"/>' + user('after') + end + path('start', 'a', 'after', 'end'));
  expect(c.commands).toEqual([expect.objectContaining({ type: 'job', element: 'a', job: expect.objectContaining({ department: 'power', operation: 'acceptance' }) })]);
  c.answer('a');
  expect(c.open).toEqual(['after']);
});
