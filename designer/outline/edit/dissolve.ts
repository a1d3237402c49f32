import { into, outOf, type Pen } from './pen.ts';

/**
 * A gateway that neither splits nor joins any more is taken out (BPMN 2.0, 10.6.1: a gateway must split or join). The flow
 * that led to it leads on; a condition of the one that left it goes with it: there is nothing left to decide.
 */
export function dissolve(pen: Pen): void {
  for (let again = true; again; ) {
    again = false;
    for (const gateway of pen.touched()) {
      const [come, go] = [into(gateway), outOf(gateway)];
      if (come.length !== 1 || go.length !== 1 || gateway.type === 'bpmn:EventBasedGateway') continue;
      pen.lead(come[0]!, go[0]!.target);
      pen.remove([gateway]);
      again = true;
    }
  }
}
