import { allFields } from '../panel/fields.ts';
import { language } from '../../ui/i18n.ts';
import { translateTo } from '../modeler/translate.ts';

/** `bpmn:UserTask` as people call it. */
export function typeLabel(type: string): string {
  const name = type.slice(type.indexOf(':') + 1).replace(/(\B[A-Z])/g, ' $1');
  return translateTo(language(), name);
}

/** A property's label as in the panel, else the property itself. */
export function propertyLabel(property: string, t: (key: string) => string, te: (key: string) => boolean): string {
  const plain = property.replace(/\/body$/, '');
  const last = plain.split('/').slice(-2).join('#');
  const field = allFields().find((each) => [plain, last, `bpmn:${plain}`].includes(each.attribute));
  if (field !== undefined) return t(`designer.field.${field.name}`);
  return te(`designer.property.${property}`) ? t(`designer.property.${property}`) : property.replaceAll('/', ' › ').replace('extensionElements › ', '');
}
