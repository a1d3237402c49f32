import { backTargets } from '../../../../designer/outline/edit/endings.ts';
import type { OutlineEdits } from '../../../../designer/outline/edit/OutlineEdits.ts';
import type { BranchPlan, Plan, StepPlan } from '../../../../designer/outline/edit/plan.ts';
import type { Scopes } from '../../../../designer/outline/edit/readScopes.ts';
import type { Moddle } from '../../../../designer/panel/address.ts';
import type { Branch, Group } from '../../../../designer/outline/tree/block.ts';
import { spotsOf } from '../../../../designer/outline/tree/locate.ts';

const step = (name: string): StepPlan => ({ kind: 'step', type: 'bpmn:UserTask', values: { 'bpmn:name': name, 'gov:department': 'housing', 'gov:limitAmount': '2' } });

/** Any edit of the outline at any place where the page would offer it; null when the drawing has no such place. */
export function randomEdit(scopes: Scopes, element: (id: string) => Moddle, random: () => number): { name: keyof OutlineEdits; given: readonly unknown[] } | null {
  const pick = <T,>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  let named = 0;
  const fresh = (): string => `办理${(named += 1)}-${Math.floor(random() * 1e6)}`;
  const branch = (steps: number, condition = true): BranchPlan => ({ name: fresh(), condition: condition ? `= x > ${Math.floor(random() * 1000)}` : '', steps: Array.from({ length: steps }, () => step(fresh())) });
  const plans: (() => Plan)[] = [
    () => step(fresh()),
    () => step(fresh()),
    () => ({ kind: 'step', type: 'bpmn:IntermediateCatchEvent', event: 'bpmn:TimerEventDefinition', values: { 'gov:workingDays': '3' } }),
    () => ({ kind: 'group', way: 'parallel', name: '', otherwise: -1, branches: [branch(1, false), branch(2, false)] }),
    () => ({ kind: 'group', way: 'exclusive', name: '分支', otherwise: 1, branches: [branch(1), branch(0, false)] }),
    () => ({ kind: 'group', way: 'inclusive', name: '', otherwise: 2, branches: [branch(1), branch(1), branch(0, false)] }),
    () => ({ kind: 'box', values: { 'bpmn:name': fresh() }, steps: [step(fresh())] }),
  ];
  const all = [...scopes.values()].flatMap((scope) => [...spotsOf(scope)].map((spot) => ({ scope, spot })));
  const flows = all.flatMap(({ spot }) => [...spot.sequence.flows, ...(spot.block.kind === 'group' ? spot.block.branches.flatMap(({ flows: inner }) => inner) : [])]).filter((flow) => flow !== null);
  const groups = all.flatMap(({ spot }) => (spot.block.kind === 'group' ? [spot.block] : [])) as Group[];
  const branches = groups.flatMap((group) => group.branches) as Branch[];
  const block = pick(all)?.spot.block.id;
  const flow = pick(flows);
  const choice = random();
  if (choice < 0.3) return flow === undefined ? null : { name: 'insert', given: [flow, pick(plans)!()] };
  if (choice < 0.5) return block === undefined || flow === undefined ? null : { name: 'move', given: [block, flow] };
  if (choice < 0.6) return block === undefined ? null : { name: 'remove', given: [block] };
  if (choice < 0.66) return block === undefined ? null : { name: 'copy', given: [block] };
  if (choice < 0.7) return block === undefined ? null : { name: 'addTimer', given: [block, { name: '超时', workingDays: '5', interrupting: random() < 0.5, steps: [step(fresh())] }] };
  const group = pick(groups);
  const one = pick(branches);
  if (group === undefined || one === undefined) return null;
  if (choice < 0.76) return { name: 'addBranch', given: [group.id, branch(1, group.way === 'exclusive' || group.way === 'inclusive')] };
  if (choice < 0.82) return { name: 'removeBranch', given: [one.flow] };
  if (choice < 0.86) return { name: 'moveBranch', given: [one.flow, random() < 0.5 ? -1 : 1] };
  if (choice < 0.91) return { name: 'endBranch', given: [one.flow] };
  if (choice < 0.94) return { name: 'rejoin', given: [one.flow] };
  const to = pick([...scopes.values()].flatMap((scope) => backTargets(scope, one.flow, element)));
  return to === undefined ? null : { name: 'leadBack', given: [one.flow, to.block.id] };
}
