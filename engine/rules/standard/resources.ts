import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, child, children, nameOf, partsOf, referred } from './look.ts';
import { meant } from './items.ts';
import { broken, type StandardRule } from './standardRule.ts';

const ROLES = ['resourceRole', 'performer', 'humanPerformer', 'potentialOwner'];

/** Who does a step is named by a resource with its parameters, or found by an expression, not both (BPMN 2.0, 10.3.1). */
export const resources: StandardRule = {
  id: 'resources',
  check: (source) => partsOf(source, ...ROLES).flatMap((role) => checkRole(source, role)),
};

function checkRole(source: Source, role: Part): Problem[] {
  const [reference, expression] = [child(role, 'resourceRef'), child(role, 'resourceAssignmentExpression')];
  const bindings = children(role, 'resourceParameterBinding');
  const resource = referred(source, role, 'resourceRef');
  return [
    ...(expression && (reference || bindings.length > 0) ? [broken(role, 'RESOURCE_TWICE')] : []),
    ...(reference && nameOf(source, reference.text) !== null && resource?.type !== 'resource' ? [broken(role, 'RESOURCE_UNKNOWN', { reference: meant(source, reference) })] : []),
    ...(resource ? unbound(resource, bindings).map(({ id }) => broken(role, 'RESOURCE_PARAMETER_UNBOUND', { parameter: id ?? '' })) : []),
    ...(bindings.length > 0 && !reference ? [broken(role, 'RESOURCE_BINDING_ALONE')] : []),
    ...(resource ? bindings.filter((binding) => !children(resource, 'resourceParameter').some(({ id }) => id !== undefined && id === attribute(binding, 'parameterRef'))).map((binding) => broken(binding, 'RESOURCE_PARAMETER', { reference: attribute(binding, 'parameterRef') ?? '' })) : []),
  ];
}

/** Parameters that the resource requires and nobody gives. */
const unbound = (resource: Part, bindings: readonly Part[]): Part[] =>
  children(resource, 'resourceParameter').filter((parameter) => attribute(parameter, 'isRequired') === 'true' && !bindings.some((binding) => attribute(binding, 'parameterRef') === parameter.id));
