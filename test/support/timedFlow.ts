import fc from 'fast-check';
import type { Question } from '../../engine/deadline/questions.ts';
import type { ProcessProgram } from '../../engine/program.ts';
import { boundary, drawing, duration, end, flow, loop, mapping, path, start, sub, user } from './drawing.ts';
import { uncheckedProgram } from './uncheckedProgram.ts';

/** A way out of a decision: by an answer, or by something only the run decides. */
export type Guard = { readonly by: 'sale' | 'area' | 'kind' | 'list'; readonly text: string; readonly holds: (answers: Sample) => boolean } | { readonly by: 'run'; readonly text: string };

/** A block of a block-structured flow whose steps have limits. */
export type Timed =
  | { readonly kind: 'step'; readonly days: number; readonly how: 'counted' | 'stopped' | 'acceptance' | 'calendar' }
  | { readonly kind: 'many'; readonly days: number; readonly sequential: boolean }
  | { readonly kind: 'sequence' | 'parallel'; readonly of: readonly Timed[] }
  | { readonly kind: 'exclusive' | 'inclusive'; readonly of: readonly Timed[]; readonly guards: readonly Guard[]; readonly rest: Timed }
  | { readonly kind: 'inside'; readonly body: Timed; readonly limit: number | null }
  | { readonly kind: 'call'; readonly body: Timed }
  | { readonly kind: 'again'; readonly body: Timed }
  | { readonly kind: 'anew'; readonly days: number; readonly limit: number }
  | { readonly kind: 'edge'; readonly days: number; readonly timer: number; readonly interrupting: boolean; readonly other: Timed }
  | { readonly kind: 'race'; readonly timer: number; readonly of: readonly [Timed, Timed] };

/** Answers of one applicant. */
export interface Sample {
  readonly sale: boolean;
  readonly area: number;
  readonly kind: string;
  readonly list: readonly string[];
}

/** The questions whose answers are the situations; `area` is asked of a sale only. */
export const timedQuestions: readonly Question[] = [
  { name: 'sale', label: '出售', type: 'yesNo', required: true },
  { name: 'area', label: '面积', type: 'number', required: true, min: 1, max: 1000, when: 'sale' },
  { name: 'kind', label: '类型', type: 'choice', required: true, options: ['a', 'b', 'c'].map((value) => ({ value, label: value })) },
  { name: 'list', label: '单位', type: 'multi', required: true, options: ['x', 'y', 'z'].map((value) => ({ value, label: value })) },
];

/** Every applicant there can be, as far as the questions tell them apart. */
export const everySample: readonly Sample[] = [true, false].flatMap((sale) =>
  (sale ? [1, 299, 300, 301, 1000] : [null as unknown as number]).flatMap((area) =>
    ['a', 'b', 'c'].flatMap((kind) => [['x'], ['y'], ['z'], ['x', 'y'], ['x', 'z'], ['y', 'z'], ['x', 'y', 'z']].map((list) => ({ sale, area, kind, list })))),
);

const guard: fc.Arbitrary<Guard> = fc.oneof(
  fc.constantFrom<Guard>(
    { by: 'sale', text: 'sale', holds: ({ sale }) => sale },
    { by: 'sale', text: 'not(sale)', holds: ({ sale }) => !sale },
    { by: 'area', text: 'area != null and area >= 300', holds: ({ sale, area }) => sale && area >= 300 },
    { by: 'kind', text: 'kind = "a"', holds: ({ kind }) => kind === 'a' },
    { by: 'kind', text: 'kind != "b"', holds: ({ kind }) => kind !== 'b' },
    { by: 'list', text: 'list contains(list, "x")', holds: ({ list }) => list.includes('x') },
    { by: 'list', text: 'count(list) > 1', holds: ({ list }) => list.length > 1 },
  ),
  fc.constantFrom<Guard>({ by: 'run', text: 'opinion = "agree"' }, { by: 'run', text: 'result > 3' }),
);

const days = fc.integer({ min: 1, max: 12 }).map((half) => half / 2);

const { block } = fc.letrec<{ block: Timed }>((tie) => {
  const some = fc.array(tie('block'), { minLength: 2, maxLength: 3 });
  const guards = fc.array(guard, { minLength: 3, maxLength: 3 });
  return {
    block: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'timed', depthSize: 'small' },
      fc.tuple(days, fc.constantFrom('counted' as const, 'counted' as const, 'stopped' as const, 'acceptance' as const, 'calendar' as const)).map(([each, how]): Timed => ({ kind: 'step', days: each, how })),
      some.map((of): Timed => ({ kind: 'sequence', of })),
      some.map((of): Timed => ({ kind: 'parallel', of })),
      fc.tuple(fc.constantFrom('exclusive' as const, 'inclusive' as const), some, guards, tie('block')).map(([kind, of, given, rest]): Timed => ({ kind, of, guards: given.slice(0, of.length), rest })),
      fc.tuple(tie('block'), fc.option(days)).map(([body, limit]): Timed => ({ kind: 'inside', body, limit })),
      tie('block').map((body): Timed => ({ kind: 'call', body })),
      tie('block').map((body): Timed => ({ kind: 'again', body })),
      fc.tuple(days, days).map(([each, limit]): Timed => ({ kind: 'anew', days: each, limit })),
      fc.tuple(days, fc.boolean()).map(([each, sequential]): Timed => ({ kind: 'many', days: each, sequential })),
      fc.tuple(days, fc.integer({ min: 1, max: 6 }), fc.boolean(), tie('block')).map(([each, timer, interrupting, other]): Timed => ({ kind: 'edge', days: each, timer, interrupting, other })),
      fc.tuple(fc.integer({ min: 1, max: 6 }), tie('block'), tie('block')).map(([timer, one, other]): Timed => ({ kind: 'race', timer, of: [one, other] })),
    ),
  };
});

/** A random flow with limits, drawn by `drawTimed`. */
export const timedFlow: fc.Arbitrary<Timed> = block;

/** The drawing of a flow, and the processes it calls. */
export async function drawTimed(whole: Timed): Promise<{ readonly xml: string; readonly called: Record<string, ProcessProgram> }> {
  const called: Record<string, ProcessProgram> = {};
  let next = 0;
  const body = await drawn(whole);
  return { xml: drawing(start + body.xml + end + path('start', body.from) + path(body.to, 'end'), { attributes: 'gov:limitAmount="1000"' }), called };

  async function drawn(each: Timed): Promise<{ xml: string; from: string; to: string }> {
    const id = `n${next++}`;
    const [f, t] = [`${id}f`, `${id}t`];
    switch (each.kind) {
      case 'step': {
        const more = { counted: '', stopped: 'gov:clock="stop"', acceptance: 'gov:limitFrom="acceptance"', calendar: 'gov:limitUnit="calendarDay"' }[each.how];
        return { xml: user(id, `gov:limitAmount="${each.days}" ${more}`), from: id, to: id };
      }
      case 'many':
        return { xml: user(id, `gov:limitAmount="${each.days}"`, loop('inputCollection="=list" inputElement="one"', { sequential: each.sequential })), from: id, to: id };
      case 'sequence': {
        const parts = await all(each.of);
        return { xml: parts.map(({ xml }) => xml).join('') + parts.slice(1).map((part, i) => path(parts[i]!.to, part.from)).join(''), from: parts[0]!.from, to: parts.at(-1)!.to };
      }
      case 'parallel': {
        const parts = await all(each.of);
        return { xml: `<parallelGateway id="${f}"/><parallelGateway id="${t}"/>` + parts.map((part) => part.xml + path(f, part.from) + path(part.to, t)).join(''), from: f, to: t };
      }
      case 'exclusive':
      case 'inclusive': {
        const parts = await all(each.of);
        const rest = await drawn(each.rest);
        const ways = parts.map((part, i) => part.xml + flow(f, part.from, each.guards[i]!.text) + path(part.to, t)).join('');
        return { xml: `<${each.kind}Gateway id="${f}" default="${f}_${rest.from}"/><${each.kind}Gateway id="${t}"/>` + ways + rest.xml + path(f, rest.from) + path(rest.to, t), from: f, to: t };
      }
      case 'inside': {
        const part = await drawn(each.body);
        const content = `<startEvent id="${id}s"/>${part.xml}<endEvent id="${id}e"/>${path(`${id}s`, part.from)}${path(part.to, `${id}e`)}`;
        return { xml: sub(id, content, each.limit === null ? '' : `gov:limitAmount="${each.limit}"`), from: id, to: id };
      }
      case 'call': {
        // The called process knows the answers by names of its own.
        const part = await drawn(each.body);
        const names = ['sale', 'area', 'kind', 'list'];
        const renamed = part.xml.replaceAll(/\b(sale|area|kind|list)\b(?! contains)(?=[^<]*<\/conditionExpression>)/g, 'its_$1').replaceAll('inputCollection="=list"', 'inputCollection="=its_list"').replaceAll(/source="=(sale|area|kind|list)"/g, 'source="=its_$1"');
        Object.assign(called, (await uncheckedProgram(drawing(`<startEvent id="${id}s"/>${renamed}<endEvent id="${id}e"/>${path(`${id}s`, part.from)}${path(part.to, `${id}e`)}`, { id: `p${id}` }))).processes);
        return { xml: `<callActivity id="${id}" name="${id}">${mapping(...names.map((name) => `its_${name}=${name}`)).replace('</extensionElements>', `<zeebe:calledElement processId="p${id}" propagateAllParentVariables="false"/></extensionElements>`)}</callActivity>`, from: id, to: id };
      }
      case 'again': {
        const part = await drawn(each.body);
        return { xml: `<exclusiveGateway id="${f}"/><exclusiveGateway id="${t}" default="${t}_${id}o"/><exclusiveGateway id="${id}o"/>` + part.xml + path(f, part.from) + path(part.to, t, `${id}o`) + flow(t, f, 'opinion = "again"'), from: f, to: `${id}o` };
      }
      case 'anew': {
        const content = `<startEvent id="${id}s"/>${user(`${id}w`, `gov:limitAmount="${each.days}" gov:clock="restart"`)}<endEvent id="${id}e"/>${path(`${id}s`, `${id}w`, `${id}e`)}`;
        return { xml: sub(id, content, `gov:limitAmount="${each.limit}"`), from: id, to: id };
      }
      case 'edge': {
        const other = await drawn(each.other);
        const host = user(id, `gov:limitAmount="${each.days}"`) + boundary(`${id}b`, id, duration(`P${each.timer * 7}D`), each.interrupting ? '' : 'cancelActivity="false"') + other.xml + path(`${id}b`, other.from);
        return each.interrupting
          ? { xml: `${host}<exclusiveGateway id="${t}"/>` + path(id, t) + path(other.to, t), from: id, to: t }
          : { xml: `${host}<endEvent id="${id}x"/>` + path(other.to, `${id}x`), from: id, to: id };
      }
      case 'race': {
        const [one, two] = [await drawn(each.of[0]), await drawn(each.of[1])];
        const timer = `<intermediateCatchEvent id="${id}c"><timerEventDefinition gov:workingDays="${each.timer}"/></intermediateCatchEvent>`;
        return { xml: `<eventBasedGateway id="${f}"/>${timer}<intermediateCatchEvent id="${id}m"><messageEventDefinition messageRef="message_m"/></intermediateCatchEvent><exclusiveGateway id="${t}"/>` + one.xml + two.xml + path(f, `${id}c`, one.from) + path(one.to, t) + path(f, `${id}m`, two.from) + path(two.to, t), from: f, to: t };
      }
    }
  }

  async function all(of: readonly Timed[]) {
    const parts = [];
    for (const each of of) parts.push(await drawn(each));
    return parts;
  }
}
