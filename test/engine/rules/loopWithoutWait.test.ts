import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loopWithoutWait } from '../../../engine/rules/loopWithoutWait.ts';
import { boundary, duration, error, flow, drawing, path, start, sub, user } from '../../support/drawing.ts';
import { uncheckedProgram } from '../../support/uncheckedProgram.ts';
import { ruleTable } from '../../support/ruleTable.ts';
import { seed } from '../../support/seed.ts';

const wait = (text: string) => `<intermediateCatchEvent id="t">${duration(text)}</intermediateCatchEvent>`;
const gates = '<exclusiveGateway id="m"/><exclusiveGateway id="x"/>';

ruleTable(loopWithoutWait, {
  valid: [
    { title: 'no loop', drawn: start + gates + path('start', 'm', 'x') },
    { title: 'a loop through a person\'s step', drawn: start + gates + user('a') + path('start', 'm', 'a', 'x', 'm') },
    { title: 'a loop through a sub-process in which somebody is waited for', drawn: start + gates + sub('s', '<startEvent id="s1"/>' + user('a') + path('s1', 'a')) + path('start', 'm', 's', 'x', 'm') },
    { title: 'a loop around a parallel block with one branch that waits', drawn: start + gates + '<parallelGateway id="f"/><parallelGateway id="j"/>' + user('a') + path('start', 'm', 'f', 'a', 'j', 'x', 'm') + path('f', 'j') },
    { title: 'a loop through a timer', drawn: start + gates + wait('PT1S') + path('start', 'm', 't', 'x', 'm') },
    { title: 'a loop through an ad-hoc sub-process that a person begins', drawn: start + gates + '<adHocSubProcess id="s" gov:activation="person"><task id="k"/></adHocSubProcess>' + path('start', 'm', 's', 'x', 'm') },
    { title: 'two ways that meet again', drawn: start + gates + '<parallelGateway id="f"/>' + path('start', 'f', 'm', 'x') + path('f', 'x') },
  ],
  invalid: [
    { title: 'two gateways in a circle (B-21)', drawn: start + gates + path('start', 'm', 'x', 'm'), says: ['m FLOW_LOOP_WITHOUT_WAIT'] },
    { title: 'a circle through steps that nobody does', drawn: start + gates + '<task id="k"/><scriptTask id="l"/>' + path('start', 'm', 'k', 'l', 'x', 'm'), says: ['m FLOW_LOOP_WITHOUT_WAIT'] },
    { title: 'a circle through a timer of no time', drawn: start + gates + wait('PT0S') + path('start', 'm', 't', 'x', 'm'), says: ['m FLOW_LOOP_WITHOUT_WAIT'] },
    { title: 'a circle through links', drawn: start + gates + '<intermediateThrowEvent id="t"><linkEventDefinition name="l"/></intermediateThrowEvent><intermediateCatchEvent id="c"><linkEventDefinition name="l"/></intermediateCatchEvent>' + path('start', 'm', 'x', 't') + path('c', 'm'), says: ['m FLOW_LOOP_WITHOUT_WAIT'] },
    { title: 'a circle through a sub-process with a way in which nobody is waited for', drawn: start + gates + sub('s', '<startEvent id="s1"/><exclusiveGateway id="g"/>' + user('a') + '<endEvent id="e1"/>' + path('s1', 'g', 'a', 'e1') + path('g', 'e1')) + path('start', 'm', 's', 'x', 'm'), says: ['m FLOW_LOOP_WITHOUT_WAIT'] },
    { title: 'a gateway that leads to itself', drawn: start + '<exclusiveGateway id="m"/>' + path('start', 'm', 'm'), says: ['m FLOW_LOOP_WITHOUT_WAIT'] },
    { title: 'a circle through a sub-process that only throws', drawn: start + '<exclusiveGateway id="m"/>' + sub('s', `<startEvent id="s1"/><endEvent id="e1">${error('e')}</endEvent>` + path('s1', 'e1')) + boundary('b', 's', error('e')) + path('start', 'm', 's') + path('b', 'm'), profile: 'bpmn', says: ['m FLOW_LOOP_WITHOUT_WAIT?'] },
  ],
});

/** Gateways and steps with random flows between them. */
const graph = fc.record({
  waits: fc.array(fc.boolean(), { minLength: 2, maxLength: 8 }),
  flows: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 }),
});

/** Every walk that waits nowhere, tried one by one: the nodes that some walk comes back to. */
function turning(waits: readonly boolean[], flows: readonly (readonly [number, number])[]): Set<number> {
  const found = new Set<number>();
  const walk = (from: number, at: number, seen: readonly number[]): void => {
    for (const [a, b] of flows) {
      if (a !== at || waits[b] || waits[at]) continue;
      if (b === from) found.add(from);
      else if (!seen.includes(b)) walk(from, b, [...seen, b]);
    }
  };
  waits.forEach((_, i) => walk(i, i, [i]));
  return found;
}

test('in random graphs a circle is reported where every walk tried finds one, and there alone; the way shown turns in it (B-21)', async () => {
  console.log(`seed ${seed}`);
  await fc.assert(
    fc.asyncProperty(graph, async ({ waits, flows: drawn }) => {
      const flows = [...new Map(drawn.map(([a, b]): [string, [number, number]] => [`${a % waits.length} ${b % waits.length}`, [a % waits.length, b % waits.length]])).values()];
      const id = (i: number): string => `n${i}`;
      const nodes = waits.map((is, i) => (is ? user(id(i)) : `<exclusiveGateway id="${id(i)}"/>`));
      const program = await uncheckedProgram(drawing(start + nodes.join('') + path('start', 'n0') + flows.map(([a, b]) => flow(id(a), id(b))).join('')));

      const told = loopWithoutWait.check(program.processes.p!, program, {});

      const truth = turning(waits, flows);
      expect(told.length > 0).toBe(truth.size > 0);
      for (const { elementId, params } of told) {
        const way = String(params!.path).split(' ');
        expect(way[0]).toBe(elementId);
        expect(way.filter((each) => /^n\d+$/.test(each)).every((each) => truth.has(Number(each.slice(1))))).toBe(true);
        expect(way.at(-1)).toMatch(new RegExp(`_${elementId}$`));
      }
      // Every circle that shares no node with one told of would be one more.
      const parts = told.length;
      expect(parts).toBe(components(truth, flows.filter(([a, b]) => truth.has(a) && truth.has(b))));
    }),
    { numRuns: 300, seed },
  );
}, 60_000);

/** Groups of nodes that reach each other. */
function components(nodes: ReadonlySet<number>, flows: readonly (readonly [number, number])[]): number {
  const reach = (from: number): Set<number> => {
    const seen = new Set([from]);
    for (const at of seen) for (const [a, b] of flows) if (a === at) seen.add(b);
    return seen;
  };
  const all = new Map([...nodes].map((each) => [each, reach(each)]));
  return new Set([...nodes].map((each) => Math.min(...[...nodes].filter((other) => all.get(each)!.has(other) && all.get(other)!.has(each))))).size;
}
