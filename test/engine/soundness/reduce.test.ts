import { describe, expect, test } from '@jest/globals';
import { indexOf } from '../../../engine/interpreter/programIndex.ts';
import { readNets, reduce } from '../../../engine/soundness/index.ts';
import { boundary, drawing, duration, end, flow, path, start, user } from '../../support/drawing.ts';
import { uncheckedProgram } from '../../support/uncheckedProgram.ts';

const xor = (id: string) => `<exclusiveGateway id="${id}"/>`;
const and = (id: string) => `<parallelGateway id="${id}"/>`;
const or = (id: string, attributes = '') => `<inclusiveGateway id="${id}" ${attributes}/>`;

/** What is left of each net: edges as `from>to`, with `!` where a token can stay. */
async function left(content: string): Promise<string[]> {
  const nets = readNets(indexOf(await uncheckedProgram(drawing(content)), 'p'), 'p').map(reduce);
  return nets.map((net) => [...net.edges.values()].map(({ from, to, rest }) => `${from}>${to}${rest === null ? '' : '!'}`).sort().join(' '));
}

describe('what fits comes down to one edge, on which a token can stay where a step stands', () => {
  test.each([
    ['nothing but a start and an end', start + end + path('start', 'end'), '.source>.end'],
    ['steps in a row', start + user('a') + user('b') + end + path('start', 'a', 'b', 'end'), '.source>.end!'],
    ['a parallel block', start + and('f') + and('j') + user('a') + end + path('start', 'f', 'a', 'j', 'end') + path('f', 'j'), '.source>.end!'],
    ['a decision', start + xor('f') + xor('j') + user('a') + end + path('start', 'f', 'a', 'j', 'end') + path('f', 'j'), '.source>.end!'],
    ['an inclusive block with a default', start + or('f', 'default="f_b"') + or('j') + user('a') + user('b') + end + path('start', 'f') + flow('f', 'a', 'x') + path('f', 'b', 'j', 'end') + path('a', 'j'), '.source>.end!'],
    ['a loop', start + xor('m') + xor('x') + user('a') + end + path('start', 'm', 'a', 'x', 'end') + path('x', 'm'), '.source>.end!'],
    ['branches that end apart', start + and('f') + user('a') + user('b') + end + '<endEvent id="end2"/>' + path('start', 'f', 'a', 'end') + path('f', 'b', 'end2'), '.source>.end!'],
    ['a branch that ends at once', start + and('f') + user('a') + end + path('start', 'f', 'a', 'end') + path('f', 'end'), '.source>.end!'],
    ['a deadline that leads back to the flow', start + user('a') + boundary('late', 'a', duration('P1D')) + xor('m') + end + path('start', 'a', 'm', 'end') + path('late', 'm'), '.source>.end!'],
    ['splits in a row', start + and('f') + and('g') + and('j') + user('a') + user('b') + user('c') + end + path('start', 'f', 'a', 'j', 'end') + path('f', 'g', 'b', 'j') + path('g', 'c', 'j'), '.source>.end!'],
  ])('%s', async (_title, content, expected) => {
    expect(await left(content)).toEqual([expected]);
  });

  test('what a reminder starts is a net of its own', async () => {
    const content = start + user('a') + boundary('b', 'a', duration('P1D'), 'cancelActivity="false"') + user('remind') + end + '<endEvent id="end2"/>' + path('start', 'a', 'end') + path('b', 'remind', 'end2');

    expect(await left(content)).toEqual(['.source>.end!', '.source>.end!']);
  });
});

describe('what does not fit is left', () => {
  test.each([
    ['a decision before a parallel join', start + xor('f') + and('j') + user('a') + user('b') + end + path('start', 'f', 'a', 'j', 'end') + path('f', 'b', 'j'), '.source>f> f>>j<! f>>j<! j<>.end'],
    ['a parallel split before a merge', start + and('f') + xor('j') + user('a') + user('b') + user('c') + end + path('start', 'f', 'a', 'j', 'c', 'end') + path('f', 'b', 'j'), '.source>f> f>>j<! f>>j<! j<>.end!'],
    ['a circle of gateways', start + xor('m') + xor('x') + end + path('start', 'm', 'x', 'end') + path('x', 'm'), '.source>m< m<>x> x>>.end x>>m<'],
    ['a reminder that comes back', start + user('a') + boundary('b', 'a', duration('P1D'), 'cancelActivity="false"') + xor('m') + user('c') + end + path('start', 'a', 'm', 'c', 'end') + path('b', 'm'), '.source>a a>m< a>m< m<>.end!'],
  ])('%s', async (_title, content, expected) => {
    expect(await left(content)).toEqual([expected]);
  });
});
