import { language } from '../../ui/i18n.ts';
import { readAt, type Moddle } from '../panel/address.ts';
import { translateTo } from './translate.ts';

interface Element {
  readonly id: string;
  readonly type: string;
  readonly businessObject: Moddle;
  readonly source?: Element;
  readonly target?: Element;
}

/** How people know an element of the drawing: by its name; a flow by its ends; anything else by its kind. */
export function nameOf(element: Element): string {
  const name = readAt(element.businessObject, 'bpmn:name');
  if (name !== '') return name;
  if (element.source !== undefined && element.target !== undefined) return `${nameOf(element.source)} → ${nameOf(element.target)}`;
  return translateTo(language(), element.type.slice(element.type.indexOf(':') + 1).replace(/(\B[A-Z])/g, ' $1'));
}
