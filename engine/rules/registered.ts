import { type Node, isActivity } from '../elements/index.ts';
import { type Problem, problem, warning } from '../problem.ts';
import type { StepTerms } from '../program.ts';
import type { Facts, Rule } from './rule.ts';

/** Departments, service items, forms and ladders that a matter names are registered in the city (SC-21). */
export const registered: Rule = {
  id: 'registered',
  profiles: ['matter'],
  check(process, _program, facts) {
    const items = process.matter?.items;
    return [
      ...(items ?? []).filter((item) => facts.items && !Object.hasOwn(facts.items, item)).map((item) => problem(process.key, 'ITEM_UNREGISTERED', { item })),
      ...process.nodes.flatMap((node) => (isActivity(node) && node.step ? [...checkStep(node, node.step, facts), ...outside(node, node.step, items)] : [])),
    ];
  },
};

function checkStep({ id }: Node, { department, item, form, ladder }: StepTerms, facts: Facts): Problem[] {
  const missing = (list: readonly string[] | undefined, value: string | undefined): boolean => list !== undefined && value !== undefined && !list.includes(value);
  return [
    // A department given by FEEL is known when the case runs.
    ...(missing(facts.departments, department?.startsWith('=') ? undefined : department) ? [problem(id, 'DEPARTMENT_UNREGISTERED', { department: department! })] : []),
    ...(missing(facts.items && Object.keys(facts.items), item) ? [problem(id, 'ITEM_UNREGISTERED', { item: item! })] : []),
    ...(missing(facts.forms, form) ? [problem(id, 'FORM_UNREGISTERED', { form: form! })] : []),
    ...(missing(facts.ladders, ladder) ? [problem(id, 'LADDER_UNREGISTERED', { ladder: ladder! })] : []),
  ];
}

/** An item that the matter does not list is done, but not promised. */
const outside = ({ id }: Node, { item }: StepTerms, items: readonly string[] | undefined): Problem[] =>
  items && item !== undefined && !items.includes(item) ? [warning(id, 'ITEM_OUTSIDE_MATTER', { item })] : [];
