import type { Problem } from '../../problem.ts';
import { BOOLEANS } from '../../xml/booleans.ts';
import { attribute, child } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Attributes and child elements without which an element says nothing (required by BPMN's schema). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  sequenceFlow: ['sourceRef', 'targetRef'],
  messageFlow: ['sourceRef', 'targetRef'],
  association: ['sourceRef', 'targetRef'],
  conversationLink: ['sourceRef', 'targetRef'],
  boundaryEvent: ['attachedToRef'],
  linkEventDefinition: ['name'],
  interface: ['name'],
  operation: ['name', 'inMessageRef'],
  resource: ['name'],
  import: ['importType', 'namespace', 'location'],
  resourceParameterBinding: ['parameterRef'],
  resourceAssignmentExpression: ['formalExpression', 'expression'],
  dataInputAssociation: ['targetRef'],
  dataOutputAssociation: ['targetRef'],
  complexBehaviorDefinition: ['condition'],
  assignment: ['from', 'to'],
  ioBinding: ['operationRef', 'inputDataRef', 'outputDataRef'],
  choreographyTask: ['initiatingParticipantRef'],
  callChoreography: ['initiatingParticipantRef'],
  subChoreography: ['initiatingParticipantRef'],
};
/** Of these one is enough. */
const EITHER = new Set(['resourceAssignmentExpression']);

const VALUES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(BOOLEANS.map((name) => [name, ['true', 'false']])),
  processType: ['None', 'Public', 'Private'],
  gatewayDirection: ['Unspecified', 'Converging', 'Diverging', 'Mixed'],
  eventGatewayType: ['Exclusive', 'Parallel'],
  associationDirection: ['None', 'One', 'Both'],
  itemKind: ['Information', 'Physical'],
  behavior: ['None', 'One', 'All', 'Complex'],
  ordering: ['Parallel', 'Sequential'],
  loopType: ['None', 'Standard', 'MultiInstanceSequential', 'MultiInstanceParallel'],
  direction: ['None', 'Forward', 'Backward', 'Both'],
};
const INTEGERS = new Set(['startQuantity', 'completionQuantity', 'minimum', 'maximum', 'capacity']);

/** Attributes that BPMN's schema requires are there, and those it lists the values of have one of them. */
export const attributes: StandardRule = {
  id: 'attributes',
  check: ({ parts }) =>
    parts.flatMap((part): Problem[] => {
      const absent = (REQUIRED[part.type] ?? []).filter((name) => attribute(part, name) === undefined && child(part, name) === undefined);
      const lacking = EITHER.has(part.type) && absent.length < REQUIRED[part.type]!.length ? [] : absent;
      const wrong = [...part.attributes].flatMap(([name, value]): Problem[] => {
        const values = VALUES[name];
        if (values && !values.includes(value)) return [broken(part, 'VALUE_INVALID', { attribute: name, value, options: values.slice(0, 4).join(', ') })];
        return INTEGERS.has(name) && !/^[+-]?\d+$/.test(value.trim()) ? [broken(part, 'VALUE_INVALID', { attribute: name, value, options: '0, 1, 2 …' })] : [];
      });
      return [...lacking.map((name) => broken(part, 'ATTRIBUTE_MISSING', { attribute: name })), ...wrong];
    }),
};
