import type { Change } from '../../engine/diff/change.ts';
import { language } from '../../ui/i18n.ts';
import type { ElementsData } from '../catalog.ts';
import { translateTo } from '../modeler/translate.ts';
import { allFields, type PanelField } from '../panel/fields.ts';
import { listed } from '../../ui/words/joined.ts';

/** Messages of the page. */
export interface Say {
  t(key: string, values?: Record<string, unknown>): string;
  te(key: string): boolean;
}

/** `bpmn:UserTask`, `dmn:DecisionRule` or `materials` as people call it. */
export function typeLabel(type: string, { t, te }: Say = silent): string {
  const own = `versions.type.${type.replace(/[^\w]/g, '_').replace(/.*_(?=sections|fields|items|materials|situations)/, '')}`;
  if (te(own)) return t(own);
  const name = type.slice(type.indexOf(':') + 1).replace(/(\B[A-Z])/g, ' $1');
  return type.startsWith('bpmn:') ? translateTo(language(), name) : name;
}

const silent: Say = { t: (key) => key, te: () => false };

/** What a changed property is called: as in the panel, else by its own words, else by its technical name in a sentence. */
export function propertyLabel(change: Pick<Change, 'part' | 'field'>, say: Say): string {
  const { t, te } = say;
  const field = change.field ?? '';
  const order = field.endsWith('#order');
  const path = field.replace(/#order$/, '');
  const known = order && te(`versions.order.${path}`) ? t(`versions.order.${path}`) : null;
  if (known !== null) return known;
  const name = change.part === 'flow' ? flowLabel(path, say) : partLabel(path, say);
  return order ? t('versions.order.of', { name }) : name;
}

function flowLabel(path: string, { t, te }: Say): string {
  const field = fieldOf(path);
  const inside = /\[([^\]]+)\](?:\/(\w+))?$/.exec(path);
  if (inside !== null && /zeebe:(Input|Output|Header|Property)\[/.test(path)) {
    const kind = /zeebe:(Input|Output|Header|Property)\[/.exec(path)![1]!;
    return t(`versions.mapping.${kind}`, { name: inside[1]!, side: te(`versions.side.${inside[2]}`) ? t(`versions.side.${inside[2]}`) : (inside[2] ?? '') });
  }
  if (field !== undefined) return t(`designer.field.${field.name}`);
  const plain = path.replace(/\/(body|text)$/, '').split('/').at(-1)!;
  const local = plain.slice(plain.indexOf(':') + 1);
  if (te(`designer.property.${path}`)) return t(`designer.property.${path}`);
  if (te(`versions.property.${local}`)) return t(`versions.property.${local}`);
  return t('versions.property.technical', { name: path.replace('extensionElements/', '').replaceAll('/', ' › ') });
}

/** The panel's field that writes this property. */
function fieldOf(path: string): PanelField | undefined {
  const plain = path.replace(/\/(body|text)$/, '');
  const last = plain.split('/').slice(-2).join('#');
  return allFields().find(({ attribute }) => {
    const own = attribute.replace(/\.\w+$/, '');
    return [plain, last, `bpmn:${plain}`, `bpmn:${last}`].includes(own);
  });
}

/** Names of form, decision, scenario and guide: each step of the path in words where there are some. */
function partLabel(path: string, { t, te }: Say): string {
  const cell = /^(when|then)\[(.*)\]$/.exec(path);
  if (cell !== null) return t(`versions.cell.${cell[1]}`, { column: cell[2] });
  const word = (step: string): string => {
    const [, name = step, key] = /^([^[]+)(?:\[(.+)\])?$/.exec(step) ?? [];
    const local = name.slice(name.indexOf(':') + 1);
    const said = te(`versions.data.${local}`) ? t(`versions.data.${local}`) : local;
    return key === undefined ? said : `${said} ${key}`;
  };
  return path.split('/').map(word).join(' › ');
}

/** A value as people know it: names for codes and for what a drawing refers to, words for choices. `said` tells how people know an element. */
export function valueText(change: Pick<Change, 'part' | 'field'>, value: string, { t, te }: Say, data: ElementsData | null, said: (id: string) => string = (id) => id): string {
  if (value === 'true' || value === 'false') return t(`versions.value.${value}`);
  if (change.part !== 'flow') return value;
  const path = change.field ?? '';
  if (REFERS.test(path)) return listed(value.split(', ').map(said));
  const field = fieldOf(path);
  if (field === undefined) return value;
  const each = (one: string): string => {
    const option = `designer.option.${field.name}.${one}`;
    if (te(option)) return t(option);
    return nameOf(field.input, one, data) ?? one;
  };
  return ['opinions', 'items', 'materials'].includes(field.input) ? listed(value.split(',').map((one) => each(one.trim()))) : each(value);
}

/** Paths of what refers to other elements of the drawing. */
const REFERS = /(?:Ref|^default)(?:\[\d+\])?$|#order$/;

function nameOf(input: PanelField['input'], code: string, data: ElementsData | null): string | undefined {
  if (data === null) return undefined;
  if (input === 'item' || input === 'items') return data.items.find((item) => item.code === code)?.name;
  if (input === 'connector') {
    const name = data.connectors?.find((connector) => connector.code === code)?.name;
    return language() === 'en' ? name?.en : name?.zh;
  }
  const lists: Partial<Record<PanelField['input'], readonly { readonly id: string; readonly name: string }[]>> = { department: data.departments, form: data.forms, ladder: data.ladders, materials: data.materials };
  return lists[input]?.find(({ id }) => id === code)?.name;
}
