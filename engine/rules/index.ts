import type { Element } from '../elements/element.ts';
import { elements, type Node } from '../elements/index.ts';
import type { Problem } from '../problem.ts';
import type { ProcessProgram, Program } from '../program.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { leadDepartment } from './leadDepartment.ts';
import type { Facts, Rule } from './rule.ts';

/** Every publish rule that looks at more than one element. */
export const rules: readonly Rule[] = [leadDepartment];

/** Checks the processes drawn here (called ones were checked when they were published). */
export function checkProgram(program: Program, drawn: readonly string[], facts: Facts = {}): Problem[] {
  return drawn.flatMap((key) => {
    const process = program.processes[key];
    if (!process) return [];
    return [...checkElements(process, program), ...rules.filter((rule) => rule.profiles.includes(program.profile)).flatMap((rule) => rule.check(process, program, facts))];
  });
}

function checkElements(process: ProcessProgram, program: Program): Problem[] {
  const index = indexOf(program, process.key);
  return process.nodes.flatMap((node) => {
    const element = elements[node.kind] as unknown as Element<Node>;
    return (
      element.check?.(node, {
        profile: program.profile,
        flow: (id) => index.flows.get(id)!,
        node: (id) => index.nodes.get(id)!,
        attached: index.attached.get(node.id) ?? [],
        processes: Object.keys(program.processes),
      }) ?? []
    );
  });
}

export type { Facts, Rule };
