import type { Sample, Timed } from './timedFlow.ts';

/** How one run ends: where the flow goes on, and when everything it has set going beside is over. */
interface Outcome {
  readonly at: number;
  readonly beside: number;
}

/**
 * The latest end of a flow for one applicant, by trying every run there can be: each answer of what only the run decides,
 * each step done at once or at the end of its limit, each event early, late or not at all. Knows nothing of the engine.
 */
export const latestEnd = (flow: Timed, answers: Sample): number => Math.max(...outcomes(flow, 0, answers).map(({ at, beside }) => Math.max(at, beside)));

function outcomes(block: Timed, from: number, answers: Sample): Outcome[] {
  const at = (...times: number[]): Outcome[] => times.map((time) => ({ at: time, beside: 0 }));
  switch (block.kind) {
    case 'step': {
      const days = block.how === 'calendar' ? (block.days * 5) / 7 : block.days;
      if (block.how === 'stopped') return at(from);
      return block.how === 'acceptance' ? at(from, Math.max(from, days)) : at(from, from + days);
    }
    case 'many':
      return block.sequential ? at(from, from + block.days * answers.list.length) : at(from, from + block.days);
    case 'sequence':
      return block.of.reduce((open, each) => distinct(open.flatMap((before) => outcomes(each, before.at, answers).map((after) => ({ at: after.at, beside: Math.max(before.beside, after.beside) })))), at(from));
    case 'parallel':
      return joined(block.of, from, answers);
    case 'exclusive': {
      // The first that holds; what only the run decides may hold or not.
      let open: Outcome[] = [];
      for (const [i, each] of block.of.entries()) {
        const guard = block.guards[i]!;
        if (guard.by === 'run' || guard.holds(answers)) open = [...open, ...outcomes(each, from, answers)];
        if (guard.by !== 'run' && guard.holds(answers)) return distinct(open);
      }
      return distinct([...open, ...outcomes(block.rest, from, answers)]);
    }
    case 'inclusive': {
      const sets = block.guards.reduce<number[][]>((chosen, guard, i) => {
        const with_ = chosen.map((set) => [...set, i]);
        return guard.by === 'run' ? [...chosen, ...with_] : guard.holds(answers) ? with_ : chosen;
      }, [[]]);
      return distinct(sets.flatMap((set) => (set.length === 0 ? outcomes(block.rest, from, answers) : joined(set.map((i) => block.of[i]!), from, answers))));
    }
    case 'inside':
      return block.limit === null ? whole(outcomes(block.body, from, answers)) : at(from, from + block.limit * (1 + renewals(block.body, from, answers)));
    case 'call':
      return whole(outcomes(block.body, from, answers));
    case 'again':
      return outcomes(block.body, from, answers);
    case 'anew':
      // Up to the whole limit before the break, and the whole limit again after it.
      return at(from, from + block.limit * 2);
    case 'edge': {
      const timer = block.timer * 5;
      const early = Math.min(block.days, timer);
      const events = [from, from + early];
      if (!block.interrupting) return distinct(at(from, from + block.days).flatMap((done) => [done, ...events.flatMap((time) => outcomes(block.other, time, answers).map((other) => ({ at: done.at, beside: Math.max(other.at, other.beside) })))]));
      return distinct([...at(...events), ...events.flatMap((time) => outcomes(block.other, time, answers))]);
    }
    case 'race':
      return distinct([...outcomes(block.of[0], from + block.timer, answers), ...[from, from + block.timer].flatMap((time) => outcomes(block.of[1], time, answers))]);
  }
}

/** No block inside a limited one breaks it but `anew`, and that one has a limit of its own. */
const renewals = (_body: Timed, _from: number, _answers: Sample): number => 0;

/** A scope is over when all that runs in it is. */
const whole = (open: readonly Outcome[]): Outcome[] => distinct(open.map(({ at, beside }) => ({ at: Math.max(at, beside), beside: 0 })));

/** Branches that run together: every combination of their runs, on when the last has come. */
function joined(of: readonly Timed[], from: number, answers: Sample): Outcome[] {
  return of.reduce<Outcome[]>((open, each) => {
    const runs = outcomes(each, from, answers);
    return distinct(open.flatMap((one) => runs.map((other) => ({ at: Math.max(one.at, other.at), beside: Math.max(one.beside, other.beside) }))));
  }, [{ at: from, beside: 0 }]);
}

function distinct(open: readonly Outcome[]): Outcome[] {
  return [...new Map(open.map((each) => [`${each.at} ${each.beside}`, each])).values()];
}
