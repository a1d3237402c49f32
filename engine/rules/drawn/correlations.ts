import { dataPath, propertiesOf } from '../../elements/correlation.ts';
import { child, children, type Drawn } from '../../drawn.ts';
import { type Problem, problem, warning } from '../../problem.ts';
import { BOTH, type DrawnRule } from '../rule.ts';
import { idOf, walk } from './walk.ts';

/** What tells messages apart by their content says so in full (BPMN 2.0, 8.4.2): half of it would deliver one to a case it is not for. */
export const correlations: DrawnRule = {
  id: 'correlations',
  profiles: BOTH,
  check(definitions) {
    const parts = [...walk(definitions)];
    const keys = parts.filter(({ $type }) => $type === 'bpmn:CorrelationKey');
    const used = new Set(keys.flatMap(propertiesOf));
    return [
      ...keys.flatMap(ofKey),
      ...parts.filter(({ $type }) => $type === 'bpmn:CorrelationSubscription').flatMap(ofSubscription),
      ...parts.filter((part) => part.$type === 'bpmn:CorrelationProperty' && !used.has(part)).map((part) => warning(idOf(part), 'PART_IGNORED', { part: 'correlationProperty' })),
    ];
  },
};

/** All properties of a key are looked for in a message. */
function ofKey(key: Drawn): Problem[] {
  const properties = propertiesOf(key);
  if (properties.length === 0) return [incomplete(key, 'correlationPropertyRef')];
  return properties.filter((property) => children(property, 'correlationPropertyRetrievalExpression').length === 0).map((property) => incomplete(key, 'correlationPropertyRetrievalExpression', property));
}

/** Each of them must have a value of the process. */
function ofSubscription(subscription: Drawn): Problem[] {
  const key = child(subscription, 'correlationKeyRef');
  if (!key) return [incomplete(subscription, 'correlationKeyRef')];
  return propertiesOf(key).filter((property) => dataPath(subscription, property) === undefined).map((property) => incomplete(subscription, 'correlationPropertyBinding', property));
}

const incomplete = (part: Drawn, missing: string, property?: Drawn): Problem => problem(idOf(part), 'CORRELATION_INCOMPLETE', { missing, property: property?.name ?? property?.id ?? '' });
