import { readBpmn, writeBpmn } from '../../engine/bpmn.ts';
import type { MatterContent } from '../../definitions/matters/matterFiles.ts';
import { readDmn, writeDmn } from '../../engine/decisions/read.ts';
import { walk } from '../../engine/rules/drawn/walk.ts';
import { withoutPost } from '../../engine/scenario/departmentsBy.ts';

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
  // Elsewhere a department's id is said to be one, or is any text that is one here: answers to choose from, who acts in a scenario.
  const heed = (text: string, place: Place): string => {
    const id = withoutPost(text);
    if (isDepartment(place)) departments.add(text);
    else if (isItem(place)) items.add(text);
    else if (!isName(place) && known.departments.includes(id)) departments.add(id);
    return text;
  };
  mapTexts([form, parts.stepForms], heed);
  mapTexts(parts.scenarios, heed, SCENARIO);
  return { departments: [...departments].sort(), items: [...items].sort(), register };
}

/** The same matter with the city's own codes. */
export async function withCodes(content: MatterContent, mapping: CodeMapping): Promise<MatterContent> {
  const { departments, items, register } = mapping;
  if (register === null && Object.keys(departments).length === 0 && Object.keys(items).length === 0) return content;
  const department = (id: string): string => codeOf(departments, id) ?? id;
  const item = (code: string): string => codeOf(items, code) ?? code;
  const { definitions } = await readBpmn(content.xml);
  const inText = (text: string): string => text.replaceAll(/"([A-Za-z][A-Za-z0-9]*)"/g, (whole, id: string) => (codeOf(departments, id) === undefined ? whole : `"${department(id)}"`));
  for (const part of walk(definitions)) {
    const set = (name: string, change: (text: string) => string): void => {
      const value = part.get(name);
      if (typeof value !== 'string' || value === '') return;
      const next = value.startsWith('=') ? inText(value) : change(value);
      if (next !== value) (part as unknown as { set(name: string, value: unknown): void }).set(name, next);
    };
    for (const name of ['gov:department', 'gov:leadDepartment']) set(name, department);
    set('gov:item', item);
    set('gov:items', (list) => list.split(',').map((code) => item(code.trim())).join(','));
    if (register !== null) set('gov:registerCode', () => register);
    for (const name of ['body', 'source', 'inputCollection', 'outputElement', 'script', 'expression']) set(name, inText);
  }
  const mapped = (text: string, place: Place): string => {
    if (isItem(place)) return item(text);
    if (isName(place)) return text;
    if (isExpression(place)) return inText(text);
    const id = withoutPost(text);
    return codeOf(departments, id) === undefined ? item(text) : `${department(id)}${text.slice(id.length)}`;
  };
  const { stepForms, scenarios, guide, decisions } = content.parts;
  return {
    xml: await writeBpmn(definitions),
    form: mapTexts(content.form, mapped),
    parts: { stepForms: mapTexts(stepForms, mapped), scenarios: mapTexts(scenarios, mapped, SCENARIO), guide, decisions: await decisionsWith(decisions, inText) },
  };
}

/** Where a text stands: the nearest member around it, and the one around that. */
interface Place {
  readonly member: string;
  readonly within: string;
  readonly scenario: boolean;
}

const FORM: Place = { member: '', within: '', scenario: false };
const SCENARIO: Place = { ...FORM, scenario: true };

/** Members that name something inside the matter itself (a field, a step, a message, a stage) or are told to people: never a code, whatever they read. */
const names = {
  form: new Set(['name', 'id', 'type', 'optionsFrom', 'title', 'label', 'note', 'summary', 'hint', 'unit', 'zh', 'en']),
  scenario: new Set(['name', 'complete', 'element', 'supply', 'activate', 'signal', 'kind', 'operation', 'mode', 'code', 'stage', 'path', 'notOpened', 'documents', 'note', 'comment', 'reason', 'answer', 'zh', 'en']),
};

/** In a scenario the members are fields here, and their texts what was answered. */
const isAnswer = ({ within, scenario }: Place): boolean => scenario && ['situations', 'form', 'variables', 'data'].includes(within);
const isName = (place: Place): boolean => !isAnswer(place) && names[place.scenario ? 'scenario' : 'form'].has(place.member);
const isDepartment = (place: Place): boolean => !isAnswer(place) && (place.member === 'department' || (place.member === 'sharedWith' && !place.scenario));
const isExpression = ({ member, scenario }: Place): boolean => !scenario && (member === 'when' || member === 'rule');

/** The items of a matter's form carry their codes as ids. */
const isItem = ({ member, within, scenario }: Place): boolean => !scenario && member === 'id' && within === 'items';

const codeOf = (codes: Readonly<Record<string, string>>, code: string): string | undefined => (Object.hasOwn(codes, code) ? codes[code] : undefined);

/** Decision models with their expressions changed; one in which nothing changes stays as it is written, as does one that can't be read. */
async function decisionsWith(decisions: Readonly<Record<string, string>>, change: (text: string) => string): Promise<Record<string, string>> {
  const done = Object.entries(decisions).map(async ([id, xml]): Promise<[string, string]> => {
    const read = await readDmn(xml).catch(() => null);
    let changed = false;
    for (const part of read === null ? [] : walk(read.definitions)) {
      const expression = part as unknown as { readonly $type: string; text?: unknown };
      if (typeof expression.text !== 'string' || expression.$type.endsWith('Annotation')) continue;
      const next = change(expression.text);
      changed ||= next !== expression.text;
      expression.text = next;
    }
    return [id, read !== null && changed ? await writeDmn(read.definitions) : xml];
  });
  return Object.fromEntries(await Promise.all(done));
}

/** The same value with its texts changed. */
function mapTexts<T>(value: T, change: (text: string, place: Place) => string, place: Place = FORM): T {
  const inside = (each: unknown, at: Place): unknown => {
    if (typeof each === 'string') return change(each, at);
    if (Array.isArray(each)) return each.map((one) => inside(one, at));
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([member, one]) => [member, inside(one, { ...at, member, within: at.member })]));
  };
  return inside(value, place) as T;
}
