import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indexOf } from '../../../engine/interpreter/programIndex.ts';
import { step } from '../../../engine/interpreter/step.ts';
import type { Event } from '../../../engine/event.ts';
import type { Program } from '../../../engine/program.ts';
import type { State } from '../../../engine/state.ts';
import { circles } from '../../../engine/rules/circles.ts';
import { holds } from '../../../engine/expressions/feel.ts';
import type { Choices } from '../../../engine/interpreter/machine.ts';
import { judge } from '../../../engine/soundness/index.ts';
import { mostTokens } from '../../support/bruteForce.ts';
import { drawNet } from '../../support/drawNet.ts';
import { type RandomNet, randomNet } from '../../support/randomNet.ts';
import { plainCalendar } from '../../support/runningCase.ts';
import { uncheckedProgram } from '../../support/uncheckedProgram.ts';
import { seed } from '../../support/seed.ts';

const FLOWS = 250;
const RUNS = 4;
const LONGEST = 150;
const base = { now: '2026-03-02T01:00:00.000Z', actor: { user: 'tester', role: 'tester' } } as const;

/** What a run of the drawn flow itself, with steps done and messages sent at random, came to. */
function run(program: Program, most: ReadonlyMap<string, number>, below: (n: number) => number): 'done' | 'open' | 'stuck' | 'doubled' {
  // What a complex gateway asks of its tokens and of its phase is no choice.
  const choices: Choices = (condition, more) => (Object.keys(more).length > 0 ? holds(condition, more, base.now) : below(2) === 0);
  const sent = new Set<string>();
  let { state } = tried(null, { ...base, type: 'start', caseNumber: 'c', variables: {}, calendar: plainCalendar, ladders: {} });
  for (let i = 0; i < LONGEST; i += 1) {
    if (state.status !== 'running') return 'done';
    if (isDoubled(state, most)) return 'doubled';
    const next = waits(state).filter((event) => !(event.type === 'message' && sent.has(event.name)));
    if (next.length === 0) return waits(state).length > 0 ? 'open' : 'stuck';
    const event = next[below(next.length)]!;
    // A message at the edge of a step is sent once: what several rounds of it do together nobody has promised.
    if (event.type === 'message' && event.name.startsWith('boundary')) sent.add(event.name);
    state = tried(state, event).state;
  }
  return 'open';

  /** Answers until some way is taken: that a decision finds none is another rule's. */
  function tried(before: State | null, event: Event) {
    for (;;) {
      const result = step(program, before, event, choices);
      if (Object.keys(result.state.incidents).length === 0) return result;
    }
  }
}

const waits = (state: State): Event[] =>
  Object.values(state.instances).flatMap(({ id, waits: all = [] }) =>
    all.map(({ on }): Event => (on.kind === 'message' ? { ...base, type: 'message', name: on.name } : { ...base, type: 'complete', instance: id })),
  );

const isDoubled = ({ instances, arrivals }: State, most: ReadonlyMap<string, number>): boolean => {
  const places = Object.values(instances).flatMap(({ node }) => (node === null ? [] : [node]));
  const isTooMany = (place: string, count: number): boolean => count > (most.get(place) ?? 1);
  if ([...new Set(places)].some((place) => isTooMany(`at:${place}`, places.filter((other) => other === place).length))) return true;
  return Object.values(arrivals).some((flows) => Object.entries(flows).some(([flow, count]) => isTooMany(`by:${flow.replace(/_on$/, '')}`, count)));
};

test('what is called sound never stands still and does nothing twice when the drawn flow itself is run at random (B-23)', async () => {
  console.log(`seed ${seed}`);
  const numbers = fc.sample(fc.nat(1_000_000), { seed, numRuns: 5_000 });
  let at = 0;
  const below = (n: number): number => numbers[(at += 1) % numbers.length]! % n;
  const wrong: string[] = [];
  const outcomes = new Set<string>();
  let runs = 0;
  for (const net of fc.sample(randomNet, { seed, numRuns: FLOWS })) {
    const program = await uncheckedProgram(drawNet(net));
    const index = indexOf(program, 'p');
    if (circles(index).length > 0) continue;
    const { flaws, decided } = judge(index, 'p');
    const most = mostTokens(net);
    const isSound = decided && flaws.length === 0;
    for (let i = 0; i < RUNS; i += 1) {
      const outcome = run(program, most, below);
      runs += 1;
      outcomes.add(`${isSound ? 'sound' : 'unsound'} ${outcome}`);
      if (isSound && (outcome === 'stuck' || outcome === 'doubled')) wrong.push(`${outcome}: ${shown(net)}`);
    }
  }

  expect(wrong).toEqual([]);
  expect(runs).toBeGreaterThan(FLOWS * 2);
  // The runs reach ends, and in flows that are not sound they do show it.
  expect([...outcomes]).toEqual(expect.arrayContaining(['sound done', 'unsound stuck', 'unsound doubled']));
}, 300_000);

const shown = ({ nodes, flows }: RandomNet): string => [...flows.map(({ id, source, target }) => `${id}:${source}->${target}`), ...nodes.map(({ id, kind }) => `${id}=${kind}`)].join(' ');
