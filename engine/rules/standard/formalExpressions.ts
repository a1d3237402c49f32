import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, isAsleep, processOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

const TYPE = '{http://www.w3.org/2001/XMLSchema-instance}type';
const TIMES = new Set(['timeDate', 'timeDuration', 'timeCycle']);
const EXPRESSIONS = new Set([...TIMES, 'conditionExpression', 'completionCondition', 'activationCondition', 'loopCardinality', 'loopCondition', 'condition', 'from', 'to', 'expression']);
/** Formal by their very type in BPMN's schema. */
const ALWAYS_FORMAL = new Set(['dataPath', 'messagePath', 'messagePathExpression', 'transformation', 'formalExpression']);

/**
 * An expression of an executable process is a formal one, not natural language (BPMN 2.0, 8.4.6). Without `xsi:type` it is
 * taken where the drawing says that its expressions are FEEL; where it says nothing, a mark (`=`) or a mere literal will do.
 */
export const formalExpressions: StandardRule = {
  id: 'formal-expressions',
  check: (source) =>
    source.parts
      .filter((part) => (EXPRESSIONS.has(part.type) || ALWAYS_FORMAL.has(part.type) || isFormal(part)) && !isOutside(source, part))
      .flatMap((part): Problem[] => {
        const formal = ALWAYS_FORMAL.has(part.type) || isFormal(part) || part.parent?.type === 'complexBehaviorDefinition';
        if (part.text === '') return formal || isRequired(part) ? [broken(part, 'EXPRESSION_EMPTY')] : [];
        return formal || isTaken(source, part) ? [] : [broken(part, 'EXPRESSION_NOT_FORMAL')];
      }),
};

/** Event definitions beside the processes are shared by all of them. */
const isOutside = (source: Source, part: Part): boolean => isAsleep(source, part) || (processOf(part) !== undefined && attribute(processOf(part)!, 'isExecutable') === 'false');

const isFormal = (part: Part): boolean => /(^|:)tFormalExpression$/.test(part.attributes.get(TYPE) ?? '');

const isRequired = (part: Part): boolean => part.type === 'condition' && part.parent?.type === 'conditionalEventDefinition';

function isTaken(source: Source, part: Part): boolean {
  const language = attribute(source.root, 'expressionLanguage');
  if (language !== undefined) return /feel/i.test(language);
  return part.text.startsWith('=') || TIMES.has(part.type) || /^(-?\d+(\.\d+)?|true|false|"[^"]*")$/.test(part.text);
}
