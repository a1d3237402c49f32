import { readBpmn, writeBpmn } from '../../engine/bpmn.ts';
import type { MatterContent } from '../../definitions/matters/matterFiles.ts';
import { walk } from '../../engine/rules/drawn/walk.ts';

/** From a code of the pack to the city's own. */
export interface CodeMapping {
  readonly departments: Readonly<Record<string, string>>;
  readonly items: Readonly<Record<string, string>>;
  /** The matter's own code in the register; null leaves it as it is. */
  readonly register: string | null;
}

/** Departments, items and the register code that a matter names, whichever part names them. */
export async function codesIn({ xml, form, parts }: MatterContent, known: { readonly departments: readonly string[] }): Promise<{ departments: string[]; items: string[]; register: string | null }> {
  const departments = new Set<string>();
  const items = new Set<string>();
  let register: string | null = null;
  for (const part of walk((await readBpmn(xml)).definitions)) {
    const text = (name: string): string => String(part.get(`gov:${name}`) ?? '');
    for (const one of [text('department'), text('leadDepartment')]) if (one !== '' && !one.startsWith('=')) departments.add(one);
    for (const one of [...text('items').split(','), text('item')]) if (one.trim() !== '') items.add(one.trim());
    if (text('registerCode') !== '') register = text('registerCode');
  }
  // Elsewhere a department's id is any text that is one: answers to choose from, who shares a field, who acts in a scenario.
  for (const text of textsIn([form, parts.stepForms, parts.scenarios])) {
    const id = text.replace(/-(\d+|chief)$/, '');
    if (known.departments.includes(id)) departments.add(id);
  }
  return { departments: [...departments].sort(), items: [...items].sort(), register };
}

/** The same matter with the city's own codes. */
export async function withCodes(content: MatterContent, mapping: CodeMapping): Promise<MatterContent> {
  const { departments, items, register } = mapping;
  if (register === null && Object.keys(departments).length === 0 && Object.keys(items).length === 0) return content;
  const department = (id: string): string => departments[id] ?? id;
  const { definitions } = await readBpmn(content.xml);
  const inText = (text: string): string => text.replaceAll(/"([A-Za-z][A-Za-z0-9]*)"/g, (whole, id: string) => (departments[id] === undefined ? whole : `"${departments[id]}"`));
  for (const part of walk(definitions)) {
    const set = (name: string, change: (text: string) => string): void => {
      const value = part.get(name);
      if (typeof value !== 'string' || value === '') return;
      const next = value.startsWith('=') ? inText(value) : change(value);
      if (next !== value) (part as unknown as { set(name: string, value: unknown): void }).set(name, next);
    };
    for (const name of ['gov:department', 'gov:leadDepartment']) set(name, department);
    set('gov:item', (code) => items[code] ?? code);
    set('gov:items', (list) => list.split(',').map((code) => items[code.trim()] ?? code.trim()).join(','));
    if (register !== null) set('gov:registerCode', () => register);
    for (const name of ['body', 'source', 'inputCollection', 'outputElement', 'script', 'expression']) set(name, inText);
  }
  const mapped = <T>(value: T): T => mapTexts(value, (text) => {
    const [, id = text, rest = ''] = /^(.*?)(-(?:\d+|chief))?$/.exec(text) ?? [];
    if (departments[id] !== undefined) return `${departments[id]}${rest}`;
    return items[text] ?? inText(text);
  }) as T;
  const { stepForms, scenarios, guide, decisions } = content.parts;
  return {
    xml: await writeBpmn(definitions),
    form: mapped(content.form),
    parts: { stepForms: mapped(stepForms), scenarios: mapped(scenarios), guide, decisions: Object.fromEntries(Object.entries(decisions).map(([id, xml]) => [id, inText(xml.replaceAll('&quot;', '"'))])) },
  };
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* textsIn(each);
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapTexts(each, change)]));
}
