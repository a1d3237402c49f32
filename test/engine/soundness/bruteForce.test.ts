import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indexOf, type ProcessIndex } from '../../../engine/interpreter/programIndex.ts';
import { circles } from '../../../engine/rules/circles.ts';
import { type Flaw, judge, readNets, search } from '../../../engine/soundness/index.ts';
import { tryAll } from '../../support/bruteForce.ts';
import { drawNet } from '../../support/drawNet.ts';
import { besideNet, type RandomNet, randomNet } from '../../support/randomNet.ts';
import { uncheckedProgram } from '../../support/uncheckedProgram.ts';
import { seed } from '../../support/seed.ts';

const NETS = 1_000;

/** Of a hundred nets at most so many may stay undecided. */
const MOST_UNDECIDED = 5;

const read = async (net: RandomNet): Promise<ProcessIndex> => indexOf(await uncheckedProgram(drawNet(net)), 'p');

const KINDS = { deadlock: 'stuck', left: 'stuck', doubled: 'doubled', endless: 'endless', dead: 'dead' } as const;
/** The same flaws; behind two tokens at one place, where not everything is tried, others may be hidden or not: that each one told can be played is seen by its way. */
const agrees = (told: readonly string[], truth: readonly string[]): boolean =>
  told.join() === truth.join() || (truth.includes('doubled') && told.length > 0 && told.every((kind) => kind !== 'dead' || truth.includes(kind)));

const kindsOf = (flaws: readonly Flaw[]): string[] => [...new Set(flaws.map(({ kind }) => KINDS[kind]))].sort();

test(`of ${NETS} random nets, half of them unsound, none is missed and none is blamed, and every way shown can be played (B-23)`, async () => {
  const wrong: string[] = [];
  const counted = { sound: 0, unsound: 0, undecided: 0, searched: 0, turning: 0, tooLarge: 0 };
  for (const net of fc.sample(randomNet, { seed, numRuns: NETS })) {
    const index = await read(net);
    // These never come to rest: `loop-without-wait` refuses them.
    if (circles(index).length > 0) counted.turning += 1;
    else compare(net, index);
  }

  console.log(`seed ${seed}: ${JSON.stringify(counted)}`);
  expect(wrong).toEqual([]);
  const compared = counted.sound + counted.unsound;
  expect(compared).toBeGreaterThan(NETS * 0.75);
  // About half of them each, give or take 0.016: far enough from it that no seed comes there.
  expect(counted.unsound / compared).toBeGreaterThan(0.4);
  expect(counted.sound / compared).toBeGreaterThan(0.4);
  expect(counted.undecided).toBeLessThanOrEqual((NETS * MOST_UNDECIDED) / 100);

  function compare(net: RandomNet, index: ProcessIndex): void {
    const { flaws, decided, steps } = judge(index, 'p');
    if (!decided) return void (counted.undecided += 1);
    const tried = tryAll(net);
    if (!tried) return void (counted.tooLarge += 1);
    const { stuck, doubled, endless, dead } = tried.truth;
    const truth = Object.entries({ dead: dead !== null && dead.size > 0 && isDeadIn(net, dead), doubled, endless, stuck }).flatMap(([kind, is]) => (is ? [kind] : []));
    counted[stuck || doubled || endless ? 'unsound' : 'sound'] += 1;
    if (steps > 0) counted.searched += 1;
    // While the main way goes on for ever nothing ever stands still as a whole; what a reminder started may all the same.
    const main = endless ? flaws.filter((flaw) => eventOf(net, flaw) === undefined) : flaws;
    if (!agrees(kindsOf(flaws), truth) && !agrees(kindsOf(main), truth)) wrong.push(`${kindsOf(flaws).join() || 'sound'} for ${truth.join() || 'sound'}: ${shown(net)}`);
    for (const flaw of flaws) {
      if (flaw.kind !== 'dead' && !plays(net, flaw, tried.canPlay)) wrong.push(`no run ${flaw.kind} at ${flaw.at} by ${flaw.path.join(' ')}: ${shown(net)}`);
    }
  }
}, 600_000);

/** A way begins at the start, or at the event beside a step that starts a way of its own. */
function plays(net: RandomNet, { kind, at, path }: Flaw, whole: NonNullable<ReturnType<typeof tryAll>>['canPlay']): boolean {
  const flows = path.filter((id) => net.flows.some((flow) => flow.id === id));
  const event = eventOf(net, { path });
  const canPlay = event ? tryAll(besideNet(net, event.id))!.canPlay : whole;
  return canPlay(flows, KINDS[kind] as 'stuck', at);
}

const eventOf = (net: RandomNet, { path }: Pick<Flaw, 'path'>) => net.nodes.find(({ id, kind }) => id === path[0] && kind === 'boundary');

/** Flows that lie behind nothing reachable are `unreachable`'s; the search names those that a token could come to. */
function isDeadIn(net: RandomNet, dead: ReadonlySet<string>): boolean {
  const reached = new Set(net.nodes.filter(({ kind }) => kind === 'start').map(({ id }) => id));
  for (const id of reached) {
    for (const flow of net.flows) if (flow.source === id) reached.add(flow.target);
    for (const node of net.nodes) if (node.on === id) reached.add(node.id);
  }
  return net.flows.some(({ id, source }) => dead.has(id) && reached.has(source));
}

const shown = ({ nodes, flows }: RandomNet): string =>
  [...flows.map(({ id, source, target, fallback }) => `${id}:${source}->${target}${fallback ? '*' : ''}`), ...nodes.map(({ id, kind, on, interrupting, takes, gives }) => (on ? `${id}@${on}${interrupting ? '!' : ''}` : `${id}=${kind}${takes || gives ? `/${takes ?? 1}/${gives ?? 1}` : ''}`))].join(' ');

test('reduction alone changes no verdict: the whole net, played unreduced, says the same (B-23)', async () => {
  const wrong: string[] = [];
  let compared = 0;
  for (const net of fc.sample(randomNet, { seed: seed + 1, numRuns: 180 })) {
    const index = await read(net);
    if (circles(index).length > 0) continue;
    const nets = readNets(index, 'p');
    // Those are played whole in any case.
    if (nets.some(({ counted }) => counted)) continue;
    // An end of everything may save what an event beside a step has started: then the nets are judged together, not one by one.
    if (nets.length > 1 && net.nodes.some(({ kind }) => kind === 'terminate')) continue;
    const reduced = judge(index, 'p');
    const whole = nets.map((each) => search(each, { markings: 3_000, steps: 10_000 }));
    if (!reduced.decided || whole.some(({ decided }) => !decided)) continue;
    compared += 1;
    const [a, b] = [kindsOf(reduced.flaws), kindsOf(whole.flatMap(({ flaws }) => flaws))];
    if (!agrees(a, b)) wrong.push(`${a.join()} for ${b.join()}: ${shown(net)}`);
  }

  console.log(`seed ${seed + 1}: ${compared} nets played whole`);
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(60);
}, 600_000);
