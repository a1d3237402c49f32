import type { Beside, Block, TriggerKind } from '../block.ts';
import { minutesOf, partOf } from '../names.ts';
import { Frame, type World } from './world.ts';

/**
 * What a block does, said by its structure: no tokens, no flows, no gateways. `done` is called when the way out is reached,
 * with the block's own frame still in the hands of `frame`.
 */
export function begin(world: World, block: Block, frame: Frame, done: () => void): void {
  if (frame.dead) return;
  const { id } = block;
  switch (block.kind) {
    case 'task':
      return task(world, block.type, id, frame, done);
    case 'receive':
      return listen(world, 'message', id, frame, false, () => finished(world, id, done));
    case 'catch':
      return listen(world, block.trigger, id, frame, false, () => finished(world, id, done));
    case 'throw':
      return finished(world, id, done);
    case 'link':
      world.count(partOf(id, 'out'));
      return finished(world, partOf(id, 'in'), done);
    case 'sequence':
      return inTurn(block.of.map((each) => (next: () => void) => begin(world, each, frame, next)), done);
    case 'parallel':
      return together(world, block.of, frame, block.of.length, done);
    case 'exclusive':
      return begin(world, block.of[block.pick]!, frame, done);
    case 'inclusive': {
      const picked = block.of.slice(0, -1).filter((_, i) => block.picked[i]);
      return together(world, picked.length > 0 ? picked : block.of.slice(-1), frame, Math.max(picked.length, 1), done);
    }
    case 'complex':
      return together(world, block.of, frame, block.need, done);
    case 'eventGateway':
      return firstOf(world, block, frame, done);
    case 'while':
      world.count(partOf(id, 'zero'));
      return inTurn(Array.from({ length: block.times }, () => (next: () => void) => begin(world, block.body, frame, () => finished(world, partOf(id, 'count'), next))), done);
    case 'loop':
      return inTurn(Array.from({ length: block.times }, () => (next: () => void) => inside(world, block.body, frame, next)), done);
    case 'multi':
      return multi(world, block, frame, done);
    case 'sub':
      return sub(world, block, frame, done);
    case 'call':
      return withBoundaries(world, block.boundaries, frame, done, (host, ready) => inside(world, block.body, host, ready));
    case 'step':
      return withBoundaries(world, block.boundaries, frame, done, (host, ready) => work(world, id, host, ready));
    case 'adHoc':
      return adHoc(world, block, frame, done);
    case 'undo':
      return undo(world, block, frame, done);
    case 'transaction':
      return transaction(world, block, frame, done);
    case 'pair':
      return pair(world, block, frame, done);
  }
}

function finished(world: World, element: string, done: () => void): void {
  world.count(element);
  done();
}

function work(world: World, element: string, scope: Frame, done: () => void): void {
  world.arm({ kind: 'work', element, scope, stays: false, happen: () => finished(world, element, done) });
}

function task(world: World, type: string, element: string, scope: Frame, done: () => void): void {
  if (type === 'userTask') return work(world, element, scope, done);
  if (type === 'serviceTask' || type === 'sendTask' || type === 'businessRuleTask') return world.arm({ kind: 'job', element, scope, stays: false, happen: () => finished(world, element, done) });
  finished(world, element, done);
}

function listen(world: World, kind: TriggerKind, element: string, scope: Frame, stays: boolean, happen: () => void, atEdge = false): void {
  world.arm({ kind, element, scope, stays: stays && kind !== 'timer', happen, atEdge, ...(kind === 'timer' ? { due: world.now + minutesOf(element) } : {}) });
}

/** One after the other; without anything to do it is done at once. */
function inTurn(steps: readonly ((next: () => void) => void)[], done: () => void): void {
  const [first, ...rest] = steps;
  if (!first) return done();
  first(() => inTurn(rest, done));
}

/** All at once, done with the last. */
function atOnce(steps: readonly ((next: () => void) => void)[], done: () => void): void {
  let left = steps.length;
  for (const each of steps) each(() => ((left -= 1), left === 0 ? done() : undefined));
}

/** Side by side; the way goes on with the `need`th that is done, and the frame is not over before the last one is. */
function together(world: World, of: readonly Block[], frame: Frame, need: number, done: () => void): void {
  let arrived = 0;
  frame.begin(of.length - 1);
  const arrive = (): void => {
    arrived += 1;
    if (arrived === need) done();
    if (arrived === of.length && of.length > 1) frame.end(of.length - 1);
  };
  for (const each of of) begin(world, each, frame, arrive);
}

/** A frame of its own around a block: done when every way in it has ended. */
function inside(world: World, body: Block, parent: Frame, done: () => void): Frame {
  const frame = new Frame(parent, done);
  frame.begin();
  begin(world, body, frame, () => frame.end());
  return frame;
}

function firstOf(world: World, block: Extract<Block, { kind: 'eventGateway' }>, frame: Frame, done: () => void): void {
  const gateway = new Frame(frame);
  for (const branch of block.of) {
    listen(world, branch.trigger, branch.id, gateway, false, () => {
      gateway.cancel();
      world.count(branch.id);
      begin(world, branch.way, frame, done);
    });
  }
}

function multi(world: World, block: Extract<Block, { kind: 'multi' }>, parent: Frame, done: () => void): void {
  const { body, count, until, sequential, id } = block;
  const all = new Frame(parent);
  let completed = 0;
  const leave = (): void => {
    all.cancel();
    done();
  };
  const one = (ready: () => void): void => (body === 'userTask' ? work(world, id, all, ready) : void inside(world, body, all, ready));
  const over = (): boolean => completed === count || (until > 0 && completed >= until);
  if (count === 0) return leave();
  const next = (): void =>
    one(() => {
      completed += 1;
      if (over()) leave();
      else if (sequential) next();
    });
  if (sequential) next();
  else for (let i = 0; i < count && !all.dead; i += 1) one(() => ((completed += 1), over() ? leave() : undefined));
}

/** An activity and what may happen at its edge. */
function withBoundaries(world: World, boundaries: readonly Beside[], parent: Frame, done: () => void, activity: (host: Frame, ready: () => void) => void): void {
  const host = new Frame(parent);
  for (const event of boundaries) {
    if (event.trigger === 'error' || event.trigger === 'escalation') continue;
    listen(world, event.trigger, event.id, host, !event.interrupting, () => atEdge(world, event, host, parent, done), true);
  }
  activity(host, () => {
    host.cancel();
    done();
  });
}

function atEdge(world: World, event: Beside, host: Frame, parent: Frame, done: () => void): void {
  world.count(event.id);
  if (event.interrupting) {
    host.cancel();
    begin(world, event.handler, parent, done);
  } else {
    parent.begin();
    begin(world, event.handler, parent, () => parent.end());
  }
}

/** A scope with what may happen inside it: an interrupting event takes the place of everything, another runs beside. */
function sub(world: World, block: Extract<Block, { kind: 'sub' }>, parent: Frame, done: () => void): void {
  withBoundaries(world, block.boundaries, parent, done, (host, ready) => {
    const ears = new Frame(host);
    let content = new Frame(host, ready);
    content.begin();
    for (const event of block.events) {
      listen(world, event.trigger as TriggerKind, event.id, ears, !event.interrupting, () => {
        world.count(event.id);
        if (event.interrupting) {
          content.cancel();
          ears.cancel();
          content = new Frame(host, ready);
        }
        const around = content;
        around.begin();
        inside(world, event.handler, around, () => around.end());
      });
    }
    const own = content;
    begin(world, block.body, own, () => ended(world, block, { host, own, parent, ready, done }));
  });
}

interface Ending {
  readonly host: Frame;
  readonly own: Frame;
  readonly parent: Frame;
  /** The scope is over as it should be. */
  readonly ready: () => void;
  /** The way goes on behind the scope. */
  readonly done: () => void;
}

function ended(world: World, block: Extract<Block, { kind: 'sub' }>, { host, own, parent, ready, done }: Ending): void {
  if (block.end === 'none') return own.end();
  if (block.end === 'terminate') {
    own.cancel();
    return ready();
  }
  const catcher = block.boundaries.at(-1)!;
  atEdge(world, catcher, host, parent, done);
  if (!catcher.interrupting) own.end();
}

function adHoc(world: World, block: Extract<Block, { kind: 'adHoc' }>, parent: Frame, done: () => void): void {
  const ids = Array.from({ length: block.count }, (_, i) => partOf(block.id, String(i)));
  if (block.sequential) return inTurn(ids.map((element) => (next: () => void) => work(world, element, parent, next)), done);
  atOnce(ids.map((element) => (next: () => void) => work(world, element, parent, next)), done);
}

/** What was done is undone, last first, each once. */
function undo(world: World, block: Extract<Block, { kind: 'undo' }>, parent: Frame, done: () => void): void {
  const [a, b] = [partOf(block.id, 'a'), partOf(block.id, 'b')];
  const scope = new Frame(parent, done);
  scope.begin();
  const undone = (block.whole ? [b, a] : [a]).map((element) => (next: () => void) => work(world, partOf(element, 'undone'), scope, next));
  const compensate = (next: () => void): void => (world.inOrder ? inTurn(undone, next) : atOnce(undone, next));
  inTurn([(next) => work(world, a, scope, next), (next) => work(world, b, scope, next), (next) => begin(world, block.body, scope, next), compensate], () => {
    if (!block.atEnd) world.count(partOf(block.id, 'say'));
    scope.end();
  });
}

/** Called off: everything open ends, what was done is undone, and the way goes on at the edge. */
function transaction(world: World, block: Extract<Block, { kind: 'transaction' }>, parent: Frame, done: () => void): void {
  const a = partOf(block.id, 'a');
  const scope = new Frame(parent, done);
  scope.begin();
  inTurn([(next) => work(world, a, scope, next), (next) => begin(world, block.body, scope, next)], () => {
    if (!block.cancels) return scope.end();
    scope.cancel();
    work(world, partOf(a, 'undone'), parent, () => finished(world, partOf(block.id, 'cancelled'), done));
  });
}

function pair(world: World, { id, type }: Extract<Block, { kind: 'pair' }>, parent: Frame, done: () => void): void {
  let left = 2;
  parent.begin();
  const arrive = (): void => {
    left -= 1;
    if (left > 0) return;
    parent.end();
    done();
  };
  const wait = partOf(id, 'wait');
  listen(world, type, wait, parent, false, () => finished(world, wait, arrive));
  work(world, partOf(id, 'ask'), parent, () => {
    world.count(partOf(id, 'say'));
    const reached = world.waiting().filter((each) => each.element === wait);
    for (const each of type === 'signal' ? reached : reached.slice(0, 1)) world.meet(each);
    arrive();
  });
}
