import { attribute, type Drawn, expressionText, extension } from '../drawn.ts';
import { problem } from '../problem.ts';
import type { ActivityBase } from '../program.ts';
import type { Value, Variables } from '../value.ts';
import type { Element } from './element.ts';
import { general, limitFields, multiInstanceFields, stageField } from './fields.ts';

/**
 * Computes something in FEEL and goes on at once (BPMN 2.0, 10.3.3). The value is written to `result`; without one the
 * entries of a context are written under their own names, and any other value is let go.
 */
export interface ScriptTaskNode extends ActivityBase {
  readonly kind: 'scriptTask';
  readonly activity: true;
  /** FEEL; a script task without a script completes by itself. */
  readonly script?: string;
  readonly result?: string;
  /** The drawn `scriptFormat`; `null` where a script stands without one. FEEL has none here. */
  readonly format?: string | null;
}

export const scriptTask: Element<ScriptTaskNode> = {
  kind: 'scriptTask',
  bpmnType: 'bpmn:ScriptTask',
  fields: [
    ...general,
    { name: 'script', input: 'feel', attribute: 'zeebe:Script#expression', group: 'flow', required: true },
    { name: 'resultVariable', input: 'text', attribute: 'zeebe:Script#resultVariable', group: 'flow' },
    stageField,
    ...limitFields,
    ...multiInstanceFields,
  ],
  read: (drawn) => ({ kind: 'scriptTask', activity: true, ...readScript(drawn) }),
  check(node, { profile }) {
    return [
      ...(node.format === undefined ? [] : [problem(node.id, node.format === null ? 'SCRIPT_FORMAT_MISSING' : 'SCRIPT_FORBIDDEN', { format: node.format ?? '' })]),
      ...(profile === 'matter' && node.script === undefined ? [problem(node.id, 'SCRIPT_MISSING')] : []),
    ];
  },
  behaviour: {
    enter(node, token, port) {
      if (node.script === undefined) return port.complete(token);
      const value = port.value(node.script, token);
      port.complete(token, node.result === undefined ? entriesOf(value) : { [node.result]: value });
    },
  },
};

/** zeebe:script goes before the standard's own script, whose format must be FEEL: no other language runs here (B-20). */
function readScript(drawn: Drawn): Pick<ScriptTaskNode, 'script' | 'result' | 'format'> {
  const zeebe = extension(drawn, 'zeebe:Script');
  if (zeebe) {
    const [script, result] = [expressionText(zeebe.get('expression')), attribute(zeebe, 'resultVariable')];
    return { ...(script ? { script } : {}), ...(result ? { result } : {}) };
  }
  const script = expressionText(drawn.get('script'));
  const format = attribute(drawn, 'scriptFormat') ?? null;
  if (script === undefined) return {};
  return { script, ...(format !== null && /feel/i.test(format) ? {} : { format }) };
}

const entriesOf = (value: Value): Variables => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Variables) : {});
