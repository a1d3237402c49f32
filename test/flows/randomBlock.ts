import fc from 'fast-check';
import type { Plan, TriggerKind } from './block.ts';

/** What a place in a flow allows. */
interface Place {
  readonly depth: number;
  /** Inside something that runs again or several times: no variable of its own, no condition that would hold at once. */
  readonly again: boolean;
  /** Inside something that can be undone already. */
  readonly undone: boolean;
}

const TRIGGERS: readonly TriggerKind[] = ['message', 'signal', 'timer', 'conditional'];
const TASKS = ['task', 'manualTask', 'scriptTask', 'userTask', 'userTask', 'serviceTask', 'sendTask', 'businessRuleTask'] as const;

/** A random flow of every supported element, block-structured, so that what must happen follows from its structure alone. */
export const randomPlan = (depth = 3): fc.Arbitrary<Plan> =>
  fc.array(block({ depth, again: false, undone: false }), { minLength: 1, maxLength: 3 }).map((of): Plan => (of.length === 1 ? of[0]! : { kind: 'sequence', of }));

type BesidePlan = Extract<Plan, { kind: 'sub' }>['boundaries'][number];

function block(place: Place): fc.Arbitrary<Plan> {
  if (place.depth <= 0) return leaf(place);
  const inner = { ...place, depth: place.depth - 1 };
  const one = block(inner);
  const some = fc.array(one, { minLength: 2, maxLength: 3 });
  const again = block({ ...inner, again: true });
  const composite: fc.Arbitrary<Plan>[] = [
    some.map((of): Plan => ({ kind: 'sequence', of })),
    some.map((of): Plan => ({ kind: 'sequence', of })),
    some.map((of): Plan => ({ kind: 'parallel', of })),
    fc.tuple(some, fc.nat(2)).map(([of, n]): Plan => ({ kind: 'exclusive', of, pick: n % of.length })),
    fc.tuple(some, fc.array(fc.boolean(), { minLength: 3, maxLength: 3 })).map(([of, picked]): Plan => ({ kind: 'inclusive', of, picked: picked.slice(0, of.length) })),
    fc.array(fc.tuple(trigger(place), one), { minLength: 2, maxLength: 3 }).map((of): Plan => ({ kind: 'eventGateway', of: of.map(([kind, way]) => ({ trigger: kind, way })) })),
    fc.tuple(again, fc.integer({ min: 1, max: 3 }), fc.boolean()).map(([body, times, testBefore]): Plan => ({ kind: 'loop', body, times, testBefore })),
    fc.tuple(fc.oneof(again, fc.constant('userTask' as const)), fc.nat(3), fc.boolean(), fc.nat(2)).map(([body, count, sequential, until]): Plan => multi(body, count, sequential, until)),
    fc.tuple(one, fc.constantFrom('none' as const, 'none' as const, 'terminate' as const, 'error' as const, 'escalation' as const), besides(inner, 2), besides(inner, 2)).map(([body, end, boundaries, events]): Plan => sub(body, end, boundaries, events)),
    fc.tuple(one, besides(inner, 1)).map(([body, boundaries]): Plan => ({ kind: 'call', body, boundaries })),
    besides(inner, 2).map((boundaries): Plan => ({ kind: 'step', boundaries })),
  ];
  if (!place.again) {
    composite.push(
      fc.tuple(again, fc.integer({ min: 1, max: 3 })).map(([body, times]): Plan => ({ kind: 'while', body, times })),
      fc.tuple(some, fc.nat(2)).map(([of, n]): Plan => ({ kind: 'complex', of: of.map(gated), need: 1 + (n % of.length) })),
    );
  }
  if (!place.undone) {
    const undone = block({ ...inner, undone: true });
    composite.push(
      fc.tuple(undone, fc.boolean(), fc.boolean()).map(([body, whole, atEnd]): Plan => ({ kind: 'undo', body, whole, atEnd })),
      fc.tuple(undone, fc.boolean()).map(([body, cancels]): Plan => ({ kind: 'transaction', body, cancels })),
    );
  }
  return fc.oneof({ arbitrary: leaf(place), weight: 3 }, ...composite);
}

function leaf(place: Place): fc.Arbitrary<Plan> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...TASKS).map((type): Plan => ({ kind: 'task', type })), weight: 4 },
    fc.constant<Plan>({ kind: 'receive' }),
    trigger(place).map((kind): Plan => ({ kind: 'catch', trigger: kind })),
    fc.constantFrom('none' as const, 'message' as const, 'signal' as const, 'escalation' as const).map((type): Plan => ({ kind: 'throw', type })),
    fc.constant<Plan>({ kind: 'link' }),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean()).map(([count, sequential]): Plan => ({ kind: 'adHoc', count, sequential })),
    fc.constantFrom('message' as const, 'signal' as const).map((type): Plan => ({ kind: 'pair', type })),
  );
}

const trigger = ({ again }: Place): fc.Arbitrary<TriggerKind> => fc.constantFrom(...TRIGGERS.filter((kind) => !(again && kind === 'conditional')));

const besides = (place: Place, maxLength: number): fc.Arbitrary<BesidePlan[]> =>
  fc.array(
    // What runs beside may run several times at once, and each would count in the same variable of the case.
    fc.tuple(trigger(place), fc.boolean()).chain(([kind, interrupting]) =>
      block({ ...place, depth: Math.min(place.depth - 1, 1), again: place.again || !interrupting }).map((handler): BesidePlan => ({ trigger: kind, interrupting, handler })),
    ),
    { maxLength },
  );

/** An error or an escalation that ends the content is caught at the edge, so that the flow goes on. */
function sub(body: Plan, end: Extract<Plan, { kind: 'sub' }>['end'], boundaries: BesidePlan[], events: BesidePlan[]): Plan {
  if (end !== 'error' && end !== 'escalation') return { kind: 'sub', body, end, boundaries, events };
  const catcher: BesidePlan = { trigger: end, interrupting: end === 'error' || boundaries.length % 2 === 0, handler: { kind: 'task', type: 'userTask' } };
  return { kind: 'sub', body, end, boundaries: [...boundaries, catcher], events };
}

/** A person's step first: of several ways that race, one moves at a time, so that the standard leaves one outcome. */
const gated = (plan: Plan): Plan => ({ kind: 'sequence', of: [{ kind: 'task', type: 'userTask' }, plan] });

function multi(body: Plan | 'userTask', count: number, sequential: boolean, until: number): Plan {
  if (body === 'userTask') return { kind: 'multi', body, count, sequential, until };
  const races = /"(signal|pair)"/.test(JSON.stringify(body));
  return { kind: 'multi', body: gated(body), count, sequential, until: races ? 0 : until };
}
