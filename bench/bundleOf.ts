import type { Node } from '../engine/elements/index.ts';
import type { Flow, Program } from '../engine/program.ts';

/**
 * The flow that every system was measured with, of any width: a call and an approval with a reminder for each department.
 * @param opinions whether approvals are opinions, which the case keeps in a list and decides by; a list holds some six hundred.
 * @param safe whether the calls only read.
 */
export function bundleOf(branches: number, opinions = true, safe = false): Program {
  const each = Array.from({ length: branches }, (_, n) => n);
  const service = (id: string) => ({ id, kind: 'serviceTask', activity: true, operation: 'processing', mode: 'sync', ...(safe && { safe }), step: { department: 'housing' } });
  const drawn = [
    { id: 'start', kind: 'startEvent', trigger: { kind: 'none' }, interrupting: true },
    service('accept'),
    { id: 'fork', kind: 'parallelGateway' },
    ...each.flatMap((n) => [
      service(`dept${n}`),
      { id: `approve${n}`, kind: 'userTask', activity: true, step: { department: 'housing', role: 'approver', ...(opinions && { opinions: ['agree', 'disagree'] }) } },
      { id: `due${n}`, kind: 'boundaryEvent', attachedTo: `approve${n}`, interrupting: false, trigger: { kind: 'timer', form: 'duration', text: 'P5D', feel: false } },
      service(`remind${n}`),
      { id: `reminded${n}`, kind: 'endEvent', trigger: { kind: 'none' } },
    ]),
    { id: 'join', kind: 'parallelGateway' },
    { id: 'decide', kind: 'exclusiveGateway', default: 'decide_refuse' },
    service('issue'), service('refuse'),
    { id: 'end', kind: 'endEvent', trigger: { kind: 'none' } }, { id: 'refused', kind: 'endEvent', trigger: { kind: 'none' } },
  ];
  const arrows: readonly (readonly [string, string, string?])[] = [
    ['start', 'accept'], ['accept', 'fork'],
    ...each.flatMap((n) => [['fork', `dept${n}`], [`dept${n}`, `approve${n}`], [`approve${n}`, 'join'], [`due${n}`, `remind${n}`], [`remind${n}`, `reminded${n}`]] as const),
    ['join', 'decide'], ['decide', 'issue', opinions ? 'count(opinions[opinion = "disagree"]) = 0' : 'area > 0'], ['decide', 'refuse'], ['issue', 'end'], ['refuse', 'refused'],
  ];
  const flows: Flow[] = arrows.map(([source, target, condition]) => ({ id: `${source}_${target}`, source, target, ...(condition && { condition }) }));
  const nodes = drawn.map((node) => ({ ...node, scope: 'bundle', incoming: flows.filter(({ target }) => target === node.id).map(({ id }) => id), outgoing: flows.filter(({ source }) => source === node.id).map(({ id }) => id) })) as unknown as Node[];
  return { format: 1, sem: 1, profile: 'bpmn', main: 'bundle', processes: { bundle: { key: 'bundle', name: 'bundle', nodes, flows } } };
}
