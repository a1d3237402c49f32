import { hash } from '../../../engine/canonical.ts';
import type { Node } from '../../../engine/elements/index.ts';
import type { Flow, Program } from '../../../engine/program.ts';

type Drawn = { readonly id: string; readonly kind: Node['kind'] } & Record<string, unknown>;

/** A program as the compiler makes it, from nodes and `source -> target` arrows with an optional condition. */
export function programOf(key: string, drawn: readonly Drawn[], arrows: readonly (readonly [source: string, target: string, condition?: string])[]): Program {
  const flows: Flow[] = arrows.map(([source, target, condition]) => ({ id: `${source}_${target}`, source, target, ...(condition && { condition }) }));
  const nodes = drawn.map((node) => ({
    scope: key,
    ...node,
    incoming: flows.filter((flow) => flow.target === node.id).map((flow) => flow.id),
    outgoing: flows.filter((flow) => flow.source === node.id).map((flow) => flow.id),
  })) as unknown as Node[];
  return { format: 1, sem: 1, profile: 'bpmn', main: key, processes: { [key]: { key, name: key, nodes, flows } } };
}

const service = (id: string, department = 'housing'): Drawn => ({ id, kind: 'serviceTask', activity: true, operation: 'processing', mode: 'sync', step: { department } });
const reading = (id: string): Drawn => ({ ...service(id), safe: true });
const user = (id: string, department = 'housing'): Drawn => ({ id, kind: 'userTask', activity: true, step: { department, role: 'approver', opinions: ['agree', 'disagree'] } });
const due = (id: string, attachedTo: string, text: string, interrupting = false): Drawn => ({ id, kind: 'boundaryEvent', attachedTo, interrupting, trigger: { kind: 'timer', form: 'duration', text, feel: false } });
const start: Drawn = { id: 'start', kind: 'startEvent', trigger: { kind: 'none' }, interrupting: true };
const end = (id: string): Drawn => ({ id, kind: 'endEvent', trigger: { kind: 'none' } });
const agreed = 'count(opinions[opinion = "disagree"]) = 0';

/** A call, an approval with a reminder beside it after `limit`, and a decision by the opinion. */
export const approval = (limit = 'P5D'): Program =>
  programOf(
    'approval',
    [start, service('accept'), user('approve'), due('late', 'approve', limit), service('remind'), end('reminded'), { id: 'decide', kind: 'exclusiveGateway', default: 'decide_refuse' }, service('issue'), service('refuse'), end('issued'), end('refused')],
    [['start', 'accept'], ['accept', 'approve'], ['approve', 'decide'], ['late', 'remind'], ['remind', 'reminded'], ['decide', 'issue', agreed], ['decide', 'refuse'], ['issue', 'issued'], ['refuse', 'refused']],
  );

/** An approval that somebody else takes over when `limit` has passed. */
export const takenOver = (limit: string): Program =>
  programOf(
    'takenOver',
    [start, user('approve'), due('late', 'approve', limit, true), user('escalated', 'governmentData'), end('done')],
    [['start', 'approve'], ['late', 'escalated'], ['approve', 'done'], ['escalated', 'done']],
  );

/** An approval with a reminder beside it, every hour for as long as it takes. */
export const remindedHourly = (): Program =>
  programOf(
    'reminded',
    [start, user('approve'), { ...due('late', 'approve', 'R/PT1H'), trigger: { kind: 'timer', form: 'cycle', text: 'R/PT1H', feel: false } }, end('reminded'), end('done')],
    [['start', 'approve'], ['late', 'reminded'], ['approve', 'done']],
  );

/** One person's step after another, `length` of them. */
export function chainOfSteps(length: number): Program {
  const ids = Array.from({ length }, (_, n) => `step${n}`);
  return programOf('steps', [start, ...ids.map((id) => user(id)), end('end')], ['start', ...ids].map((id, n) => [id, ids[n] ?? 'end'] as const));
}

/** A call that only reads, taken over by a person when no answer has come by `limit`; then an approval and another such call. */
export const lookedUp = (limit = 'P5D'): Program =>
  programOf(
    'lookedUp',
    [start, reading('look'), due('late', 'look', limit, true), user('byHand', 'governmentData'), user('approve'), reading('again'), end('done'), end('doneByHand')],
    [['start', 'look'], ['look', 'approve'], ['late', 'byHand'], ['byHand', 'doneByHand'], ['approve', 'again'], ['again', 'done']],
  );

/** `branches` calls at once, then together again; `safe`: they only read. */
export function fanOut(branches: number, safe = false): Program {
  const ids = Array.from({ length: branches }, (_, n) => `call${n}`);
  return programOf(
    'fan',
    [start, { id: 'fork', kind: 'parallelGateway' }, ...ids.map(safe ? reading : (id) => service(id)), { id: 'join', kind: 'parallelGateway' }, user('last'), end('end')],
    [['start', 'fork'], ...ids.flatMap((id) => [['fork', id], [id, 'join']] as const), ['join', 'last'], ['last', 'end']],
  );
}

/** `branches` approvals at once, then together again. */
export function manyApprovals(branches: number): Program {
  const ids = Array.from({ length: branches }, (_, n) => `approve${n}`);
  return programOf(
    'approvals',
    [start, { id: 'fork', kind: 'parallelGateway' }, ...ids.map((id) => user(id)), { id: 'join', kind: 'parallelGateway' }, end('end')],
    [['start', 'fork'], ...ids.flatMap((id) => [['fork', id], [id, 'join']] as const), ['join', 'end']],
  );
}

/** Five departments: a call, an approval with a reminder beside it after five days; then one decision over all opinions. */
export function bundle5(): Program {
  const each = [0, 1, 2, 3, 4];
  return programOf(
    'bundle',
    [
      start, service('accept'), { id: 'fork', kind: 'parallelGateway' }, { id: 'join', kind: 'parallelGateway' },
      ...each.flatMap((n) => [service(`dept${n}`), user(`approve${n}`), due(`due${n}`, `approve${n}`, 'P5D'), service(`remind${n}`), end(`reminded${n}`)]),
      { id: 'decide', kind: 'exclusiveGateway', default: 'decide_refuse' }, service('issue'), service('refuse'), end('end'), end('refused'),
    ],
    [
      ['start', 'accept'], ['accept', 'fork'],
      ...each.flatMap((n) => [['fork', `dept${n}`], [`dept${n}`, `approve${n}`], [`approve${n}`, 'join'], [`due${n}`, `remind${n}`], [`remind${n}`, `reminded${n}`]] as const),
      ['join', 'decide'], ['decide', 'issue', agreed], ['decide', 'refuse'], ['issue', 'end'], ['refuse', 'refused'],
    ],
  );
}

export const programHashOf = (program: Program): string => hash(program);

/** A loop that no value ever ends. */
export const spinning = (): Program =>
  programOf('spinning', [start, { id: 'merge', kind: 'exclusiveGateway' }, { id: 'split', kind: 'exclusiveGateway', default: 'split_merge' }, user('never')], [['start', 'merge'], ['merge', 'split'], ['split', 'merge'], ['split', 'never', '1 = 2']]);

/** A part of the flow `instances` times at once, each waiting for `each` timers. */
export function manyTimers(instances: number, each: number, limit: string): Program {
  const inside = (node: Drawn): Drawn => ({ ...node, scope: 'many' });
  const waits = Array.from({ length: each }, (_, n): Drawn => ({ id: `wait${n}`, kind: 'intermediateCatchEvent', trigger: { kind: 'timer', form: 'duration', text: limit, feel: false } }));
  return programOf(
    'timers',
    [start, { id: 'many', kind: 'subProcess', activity: true, multiInstance: { sequential: false, cardinality: String(instances) } }, ...[{ ...start, id: 'begin' }, { id: 'fork', kind: 'parallelGateway' as const }, ...waits].map(inside), end('done')],
    [['start', 'many'], ['many', 'done'], ['begin', 'fork'], ...waits.map(({ id }) => ['fork', id] as const)],
  );
}

/** One call whose answer the case keeps. */
export const replyKept = (): Program => programOf('reply', [start, service('call'), end('end')], [['start', 'call'], ['call', 'end']]);

/** `length` persons' steps one after another, each with three calls that only read behind it, then one that does not, then another person. */
export function readAfterEach(length: number): Program {
  const turns = Array.from({ length }, (_, n) => n);
  return programOf(
    'readAfterEach',
    [start, ...turns.flatMap((n) => [user(`step${n}`), { id: `fork${n}`, kind: 'parallelGateway' } as const, ...[0, 1, 2].map((k) => reading(`look${n}_${k}`)), { id: `join${n}`, kind: 'parallelGateway' } as const]), service('write'), user('last'), end('end')],
    [
      ['start', 'step0'],
      ...turns.flatMap((n) => [[`step${n}`, `fork${n}`], ...[0, 1, 2].flatMap((k) => [[`fork${n}`, `look${n}_${k}`], [`look${n}_${k}`, `join${n}`]] as const), [`join${n}`, n + 1 < length ? `step${n + 1}` : 'write']] as const),
      ['write', 'last'], ['last', 'end'],
    ],
  );
}
