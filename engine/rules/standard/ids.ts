import type { Problem } from '../../problem.ts';
import type { Part } from '../../xml/part.ts';
import { attribute, isFlowNode } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Besides flow nodes: what others refer to by id, so that without one it could never be meant. */
const REFERRED = new Set([
  'process', 'message', 'signal', 'error', 'escalation', 'itemDefinition', 'interface', 'operation', 'resource', 'participant', 'dataObject', 'dataObjectReference', 'dataStore',
  'dataStoreReference', 'dataInput', 'dataOutput', 'property', 'textAnnotation', 'group', 'category', 'globalTask', 'globalUserTask', 'globalScriptTask', 'globalManualTask',
  'globalBusinessRuleTask', 'correlationProperty', 'collaboration', 'choreography', 'partnerRole', 'partnerEntity', 'endPoint',
]);

/** XML's NCName as far as bpmn-moddle reads it, here and in the designer, and the longest that is kept as a key. */
const ID = /^[A-Za-z_][\w.-]*$/;
const LONGEST = 255;

/** What can be referred to has an id, and no two things have the same (BPMN 2.0, 8.3.1). */
export const ids: StandardRule = {
  id: 'ids',
  check({ root, byId, parts }) {
    return [...parts.flatMap((part) => (part.id === undefined || part.id === '' ? missing(part) : taken(part))), ...(attribute(root, 'id') === undefined ? [] : malformed(root))];

    function taken(part: Part): Problem[] {
      const first = byId.get(part.id!)!;
      if (first !== part) return [broken(part, 'ID_TWICE', { id: part.id!, firstLine: first.line, firstColumn: first.column, column: part.column })];
      return part === root ? [] : malformed(part);
    }
  },
};

const missing = (part: Part): Problem[] => (isFlowNode(part) || REFERRED.has(part.type) ? [broken(part, 'ID_MISSING')] : []);

function malformed(part: Part): Problem[] {
  const id = part.id!;
  return ID.test(id) && id.length <= LONGEST ? [] : [broken(part, 'ID_INVALID', { id: id.slice(0, 80), most: LONGEST })];
}
