import { neededInputs } from '../decisions/neededInputs.ts';
import { problem, type Problem } from '../problem.ts';
import { namesGiven } from './expressions.ts';
import { BOTH, type Rule } from './rule.ts';

/** A task's decision is there, and in a matter everything it looks at has a value from somewhere. */
export const decisions: Rule = {
  id: 'decisions',
  profiles: BOTH,
  check(process, program, { decisions: known, variables, connectors }) {
    return process.nodes.flatMap((node): Problem[] => {
      if (node.kind !== 'businessRuleTask' || node.decision === undefined) return [];
      const carried = process.decisions?.[node.decision];
      // The designer's page knows which decisions there are, but does not carry them.
      if (!carried) return known && !known.includes(node.decision) ? [problem(node.id, 'DECISION_UNKNOWN', { decision: node.decision })] : [];
      if (!variables || program.profile !== 'matter') return [];
      const given = namesGiven(process, program, { variables, ...(connectors ? { connectors } : {}) });
      return neededInputs(carried).filter(({ name }) => !given.has(name)).map(({ name }) => problem(node.id, 'VAR_UNDEFINED', { variable: name, text: node.decision! }));
    });
  },
};
