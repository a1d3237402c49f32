import type Modeler from 'bpmn-js/lib/Modeler';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import { readAt, type Moddle } from '../panel/address.ts';
import type { Branch } from './uses.ts';

/** A step of the drawing that people do. */
export interface DrawnStep {
  readonly id: string;
  readonly name: string;
  readonly form: string | undefined;
}

interface Shape {
  readonly id: string;
  readonly type: string;
  readonly labelTarget?: unknown;
  readonly businessObject: Moddle;
}

const shapes = (modeler: Modeler | undefined): readonly Shape[] => (modeler?.get<ElementRegistry>('elementRegistry').filter((each) => (each as unknown as Shape).labelTarget === undefined) as unknown as Shape[] | undefined) ?? [];

/** Steps of people, with the form each names. */
export const drawnSteps = (modeler: Modeler | undefined): readonly DrawnStep[] =>
  shapes(modeler)
    .filter(({ type }) => type === 'bpmn:UserTask')
    .map(({ id, businessObject }) => ({ id, name: readAt(businessObject, 'bpmn:name') || id, form: readAt(businessObject, 'gov:form') || undefined }));

/** Flows that are taken under a condition. */
export const drawnBranches = (modeler: Modeler | undefined): readonly Branch[] =>
  shapes(modeler)
    .filter(({ type, businessObject }) => type === 'bpmn:SequenceFlow' && readAt(businessObject, 'bpmn:conditionExpression') !== '')
    .map(({ id, businessObject }) => {
      const target = businessObject.get('targetRef') as Moddle | undefined;
      const to = target ? readAt(target, 'bpmn:name') || String(target.id) : '';
      const own = readAt(businessObject, 'bpmn:name');
      return { id, name: own && own !== to ? `${own} → ${to}` : to || id, when: readAt(businessObject, 'bpmn:conditionExpression') };
    });
