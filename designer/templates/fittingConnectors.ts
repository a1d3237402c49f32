import type { StepTemplate } from '../../definitions/steps/schema.ts';
import type { ConnectorContract } from '../../engine/register/connector.ts';

/** Connectors by which a ready step can ask a system. */
export interface Fitting {
  readonly all: readonly ConnectorContract[];
  /** The only one of the department itself: what is meant unless a person says otherwise. One for any department is never meant by itself. */
  readonly proposed: ConnectorContract | null;
}

/** What of the register fits the record and the answer of a ready step, and its department where one is chosen (else empty); null where the step asks no system. */
export function fittingConnectors(template: StepTemplate, department: string, register: readonly ConnectorContract[]): Fitting | null {
  const asked = template.nodes.find(({ type }) => type === 'bpmn:ServiceTask')?.set;
  if (asked === undefined) return null;
  const all = register.filter((each) => each.operation === asked['gov:operation'] && each.mode === (asked['gov:mode'] ?? 'sync') && (each.department === null || department === '' || each.department === department));
  const own = all.filter((each) => each.department === department);
  return { all, proposed: own.length === 1 ? own[0]! : null };
}
