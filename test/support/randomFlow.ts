import fc from 'fast-check';
import { boundary, drawing, end, error, flow, loop, mapping, names, path, service, start, user } from './drawing.ts';

/** A block of a block-structured flow; what happens at it is decided beforehand, so that the outcome can be foretold. */
export type Block =
  | { readonly kind: 'user' | 'service' | 'receive' }
  | { readonly kind: 'sequence'; readonly of: readonly Block[] }
  | { readonly kind: 'parallel'; readonly of: readonly Block[] }
  | { readonly kind: 'exclusive'; readonly of: readonly Block[]; readonly choice: number }
  | { readonly kind: 'inclusive'; readonly of: readonly Block[]; readonly chosen: readonly boolean[] }
  | { readonly kind: 'eventGateway'; readonly of: readonly Block[]; readonly choice: number }
  | { readonly kind: 'loop'; readonly body: Block; readonly times: number }
  | { readonly kind: 'subProcess' | 'call'; readonly body: Block }
  | { readonly kind: 'multi'; readonly body: Block; readonly count: number; readonly sequential: boolean }
  | { readonly kind: 'boundary'; readonly other: Block; readonly interrupting: boolean; readonly fires: boolean }
  | { readonly kind: 'error'; readonly body: Block; readonly other: Block; readonly throws: boolean }
  | { readonly kind: 'eventSubProcess'; readonly body: Block; readonly handler: Block; readonly interrupting: boolean; readonly fires: boolean };

/** What a drawn block tells the driver: how to answer an element, and how often each task will be entered. */
export interface Drawn {
  readonly xml: string;
  /** Tasks, with the number of times each must be entered. */
  readonly expected: Readonly<Record<string, number>>;
  /** Messages to send while the element waits: `alone` instead of an answer, `first` before it. */
  readonly messages: Readonly<Record<string, { readonly name: string; readonly how: 'alone' | 'first' }>>;
  readonly variables: Readonly<Record<string, number | boolean>>;
}

const branches = (block: fc.Arbitrary<Block>) => fc.array(block, { minLength: 2, maxLength: 3 });

/** Random blocks: `inMulti` leaves out what one message could not be told apart in. */
const { block: anyBlock } = fc.letrec<{ block: Block }>((tie) => {
  const block = tie('block');
  return {
    block: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'flow', depthSize: 'small' },
      fc.constantFrom<Block>({ kind: 'user' }, { kind: 'service' }, { kind: 'receive' }),
      branches(block).map((of): Block => ({ kind: 'sequence', of })),
      branches(block).map((of): Block => ({ kind: 'parallel', of })),
      fc.tuple(branches(block), fc.nat(2)).map(([of, n]): Block => ({ kind: 'exclusive', of, choice: n % of.length })),
      fc.tuple(branches(block), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 })).map(([of, some]): Block => ({ kind: 'inclusive', of, chosen: of.map((_, i) => some[i] === true || i === 0) })),
      fc.tuple(branches(block), fc.nat(2)).map(([of, n]): Block => ({ kind: 'eventGateway', of, choice: n % of.length })),
      fc.tuple(block, fc.integer({ min: 1, max: 3 })).map(([body, times]): Block => ({ kind: 'loop', body, times })),
      fc.tuple(fc.constantFrom('subProcess' as const, 'call' as const), block).map(([kind, body]): Block => ({ kind, body })),
      fc.tuple(block, fc.nat(3), fc.boolean()).map(([body, count, sequential]): Block => ({ kind: 'multi', body, count, sequential })),
      fc.tuple(block, fc.boolean(), fc.boolean()).map(([other, interrupting, fires]): Block => ({ kind: 'boundary', other, interrupting, fires })),
      fc.tuple(block, block, fc.boolean()).map(([body, other, throws]): Block => ({ kind: 'error', body, other, throws })),
      fc.tuple(block, block, fc.boolean(), fc.boolean()).map(([body, handler, interrupting, fires]): Block => ({ kind: 'eventSubProcess', body, handler, interrupting, fires })),
    ),
  };
});

/** A random block-structured flow that always completes. */
export const randomFlow: fc.Arbitrary<Block> = anyBlock;

/** Draws a block as a whole process, with the oracle's count of every task. */
export function draw(block: Block): Drawn {
  let next = 0;
  const expected: Record<string, number> = {};
  const messages: Record<string, { name: string; how: 'alone' | 'first' }> = {};
  const variables: Record<string, number | boolean> = {};
  const beside: string[] = [names];
  const id = (what: string): string => `${what}${(next += 1)}`;
  const messageNamed = (name: string): string => {
    beside.push(`<message id="message_${name}" name="${name}"/>`);
    return `<messageEventDefinition messageRef="message_${name}"/>`;
  };

  /** XML of the block between `first` and `last`, entered `times` times. */
  function part(b: Block, times: number, inMulti: boolean): { xml: string; first: string; last: string } {
    switch (b.kind) {
      case 'user':
        return task(times);
      case 'service': {
        const one = id('service');
        expected[one] = times;
        return { xml: service(one), first: one, last: one };
      }
      case 'receive': {
        const one = id('receive');
        expected[one] = times;
        messageNamed(one);
        messages[one] = { name: one, how: 'alone' };
        return { xml: `<receiveTask id="${one}" messageRef="message_${one}"/>`, first: one, last: one };
      }
      case 'sequence': {
        const parts = b.of.map((each) => part(each, times, inMulti));
        return { xml: parts.map(({ xml }) => xml).join('') + parts.slice(1).map(({ first }, i) => flow(parts[i]!.last, first)).join(''), first: parts[0]!.first, last: parts.at(-1)!.last };
      }
      case 'parallel':
        return gates('parallel', b.of.map((each) => part(each, times, inMulti)), () => undefined);
      case 'exclusive': {
        const name = id('v');
        variables[name] = b.choice;
        return gates('exclusive', b.of.map((each, i) => part(each, i === b.choice ? times : 0, inMulti)), (i) => `${name} = ${i}`);
      }
      case 'inclusive':
        return gates('inclusive', b.of.map((each, i) => part(each, b.chosen[i] ? times : 0, inMulti)), (i) => {
          const name = id('v');
          variables[name] = b.chosen[i]!;
          return name;
        });
      case 'eventGateway': {
        const [gate, join] = [id('gate'), id('join')];
        const ways = b.of.map((each, i) => {
          const one = id('event');
          if (i === b.choice) messages[gate] = { name: one, how: 'alone' };
          const inside = part(each, i === b.choice ? times : 0, inMulti);
          return `<intermediateCatchEvent id="${one}">${messageNamed(one)}</intermediateCatchEvent>${inside.xml}${path(gate, one, inside.first)}${flow(inside.last, join)}`;
        });
        return { xml: `<eventBasedGateway id="${gate}"/><exclusiveGateway id="${join}"/>${ways.join('')}`, first: gate, last: join };
      }
      case 'loop': {
        // In a multi-instance the counter would be shared: the body runs once there.
        if (inMulti) return part(b.body, times, inMulti);
        const [count, merge, split, out] = [id('n'), id('merge'), id('split'), id('out')];
        const init = task(times, mapping(`<${count}=0`));
        const turn = task(times * b.times, mapping(`<${count}=${count} + 1`));
        const body = part(b.body, times * b.times, inMulti);
        variables[count] = 0;
        return {
          xml: init.xml + turn.xml + body.xml + `<exclusiveGateway id="${merge}"/><exclusiveGateway id="${split}" default="${split}_${out}"/><exclusiveGateway id="${out}"/>`
            + path(init.last, merge, body.first) + path(body.last, turn.first, split, out) + flow(split, merge, `${count} < ${b.times}`),
          first: init.first, last: out,
        };
      }
      case 'subProcess': {
        const one = id('sub');
        return { xml: `<subProcess id="${one}">${framed(b.body, times, inMulti)}</subProcess>`, first: one, last: one };
      }
      case 'call': {
        const [one, called] = [id('call'), id('process')];
        beside.push(`<process id="${called}" isExecutable="false">${framed(b.body, times, inMulti)}</process>`);
        return { xml: `<callActivity id="${one}" calledElement="${called}"/>`, first: one, last: one };
      }
      case 'multi': {
        const one = id('multi');
        const list = `[${Array.from({ length: b.count }, (_, i) => i).join(',')}]`;
        return { xml: `<subProcess id="${one}">${loop(`inputCollection="=${list}"`, { sequential: b.sequential })}${framed(b.body, times * b.count, true)}</subProcess>`, first: one, last: one };
      }
      case 'boundary': {
        const [event, join] = [id('event'), id('join')];
        const host = task(times);
        const other = part(b.other, b.fires ? times : 0, inMulti);
        if (b.fires) messages[host.first] = { name: event, how: b.interrupting ? 'alone' : 'first' };
        const back = b.interrupting ? flow(other.last, join) : '';
        return { xml: host.xml + boundary(event, host.first, messageNamed(event), `cancelActivity="${b.interrupting}"`) + other.xml + `<exclusiveGateway id="${join}"/>` + flow(host.last, join) + flow(event, other.first) + back, first: host.first, last: join };
      }
      case 'error': {
        const [one, edge, join, gate, bang] = [id('sub'), id('edge'), id('join'), id('gate'), id('bang')];
        const name = id('v');
        variables[name] = b.throws;
        const body = part(b.body, times, inMulti);
        const other = part(b.other, b.throws ? times : 0, inMulti);
        const begin = id('start');
        const inside = `<startEvent id="${begin}"/>${body.xml}<exclusiveGateway id="${gate}" default="${gate}_${bang}ok"/><endEvent id="${bang}">${error('e')}</endEvent><endEvent id="${bang}ok"/>` + flow(begin, body.first) + flow(body.last, gate) + flow(gate, bang, name) + flow(gate, `${bang}ok`);
        return { xml: `<subProcess id="${one}">${inside}</subProcess>${boundary(edge, one, error('e'))}${other.xml}<exclusiveGateway id="${join}"/>` + flow(one, join) + path(edge, other.first) + flow(other.last, join), first: one, last: join };
      }
      case 'eventSubProcess': {
        // Beside and in many at once one message could not say which scope it means.
        const interrupting = b.interrupting || inMulti;
        const [one, begin, event, handler] = [id('sub'), id('start'), id('event'), id('handler')];
        const gate = task(times);
        const body = part(b.body, b.fires && interrupting ? 0 : times, inMulti);
        const handled = part(b.handler, b.fires ? times : 0, inMulti);
        if (b.fires) messages[gate.first] = { name: event, how: interrupting ? 'alone' : 'first' };
        const inside = `<startEvent id="${begin}"/>${gate.xml}${body.xml}` + path(begin, gate.first) + flow(gate.last, body.first)
          + `<subProcess id="${handler}" triggeredByEvent="true"><startEvent id="${event}" isInterrupting="${interrupting}">${messageNamed(event)}</startEvent>${handled.xml}${flow(event, handled.first)}</subProcess>`;
        return { xml: `<subProcess id="${one}">${inside}</subProcess>`, first: one, last: one };
      }
    }
  }

  function task(times: number, inner = ''): { xml: string; first: string; last: string } {
    const one = id('task');
    expected[one] = times;
    return { xml: user(one, '', inner), first: one, last: one };
  }

  function gates(kind: string, parts: readonly { xml: string; first: string; last: string }[], condition: (i: number) => string | undefined) {
    const [split, join] = [id('split'), id('join')];
    return {
      xml: `<${kind}Gateway id="${split}"/><${kind}Gateway id="${join}"/>` + parts.map(({ xml, first, last }, i) => xml + flow(split, first, condition(i)) + flow(last, join)).join(''),
      first: split, last: join,
    };
  }

  function framed(body: Block, times: number, inMulti: boolean): string {
    const [begin, finish] = [id('start'), id('end')];
    const inside = part(body, times, inMulti);
    return `<startEvent id="${begin}"/>${inside.xml}<endEvent id="${finish}"/>` + flow(begin, inside.first) + flow(inside.last, finish);
  }

  const whole = part(block, 1, false);
  const xml = drawing(start + whole.xml + end + path('start', whole.first) + path(whole.last, 'end'), { more: beside.join('') });
  return { xml, expected, messages, variables };
}
