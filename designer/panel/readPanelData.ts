import type { Parts } from '../../definitions/parts.ts';
import type { ConnectorContract } from '../../engine/register/connector.ts';
import type { ElementsData } from '../catalog.ts';
import type { Choice, ChoiceInput, PanelData } from './data.ts';
import { noted } from '../../ui/words/joined.ts';

type Translate = { t(key: string): string; te(key: string): boolean };

/** What is written beside the drawing, as far as the panel offers it. */
interface Written {
  readonly form: object | null;
  readonly parts: Parts;
}

/** A text in both languages, or in the one there is. */
type Label = string | { readonly zh?: string; readonly en?: string };

/** Documents that a step can issue when it is done; the others are issued by procedures and cards. */
const documents = ['04', '07', 'combinedReply', 'conclusion', 'jointOpinion'];

/** Turns the registered data and what the definition brings itself into what the panel can offer; labels are messages of the page. */
export function readPanelData(data: ElementsData, { t, te }: Translate, english: boolean, editable: boolean, written: () => Written): PanelData {
  const textOf = (label: Label | undefined, otherwise: string): string => (typeof label === 'string' ? label : ((english ? label?.en : label?.zh) ?? label?.zh ?? otherwise));
  const named = (all: readonly { readonly id: string; readonly name: string }[]): Choice[] => all.map(({ id, name }) => ({ value: id, label: name }));
  const items = data.items.map(({ code, name }) => ({ value: code, label: noted(name, code) }));
  const listed = (list: 'materials' | 'applicantStages'): Choice[] => ((written().form as Record<string, { id: string; name?: Label }[] | undefined> | null)?.[list] ?? []).map(({ id, name }) => ({ value: id, label: textOf(name, id) }));
  /** A definition's own names come before the city's. */
  const ownFirst = (own: readonly Choice[], others: readonly Choice[]): Choice[] => [...own, ...others.filter(({ value }) => !own.some((each) => each.value === value))];
  const choices: Readonly<Record<ChoiceInput, () => readonly Choice[]>> = {
    department: () => named(data.departments),
    connector: () => (data.connectors ?? []).map((contract) => ({ value: contract.code, label: connectorWords(contract, english, data, t) })),
    form: () => ownFirst(Object.entries(written().parts.stepForms).map(([id, form]) => ({ value: id, label: textOf((form as { title?: Label }).title, id) })), named(data.forms)),
    materials: () => (listed('materials').length > 0 ? listed('materials') : named(data.materials)),
    ladder: () => named(data.ladders),
    item: () => items,
    items: () => items,
    process: () => data.processes.map(({ key, name }) => ({ value: key, label: noted(name, key) })),
    register: () => registered(data),
    decision: () => ownFirst(Object.values(written().parts.decisions).flatMap(decisionsIn), named(data.decisions ?? [])),
    stage: () => listed('applicantStages'),
    document: () => documents.map((code) => ({ value: code, label: t(`documents.titles.${code}`) })),
  };
  return { editable, english, contract: (code) => data.connectors?.find((each) => each.code === code), text: (key) => (te(`designer.${key}`) ? t(`designer.${key}`) : key.slice(key.lastIndexOf('.') + 1)), choices: (input) => choices[input]?.() ?? [] };
}

/** A connector in the words of the list: what it does, who answers, how, whether it only reads, and whether a stand-in answers. */
export function connectorWords({ name, department, mode, safe, code }: ConnectorContract, english: boolean, { departments }: ElementsData, t: Translate['t']): string {
  const owner = departments.find(({ id }) => id === department);
  const about = [
    department === null ? t('designer.contract.anyDepartment') : (owner?.name ?? department),
    t(`designer.contract.mode.${mode}`),
    ...(safe ? [t('designer.contract.safe')] : []),
    ...(owner?.system === undefined ? [] : [t(`designer.contract.system.${owner.system}`)]),
    code,
  ];
  return noted(english ? name.en : name.zh, about.join(' · '));
}

/** Ids and names of the decisions in a DMN text. */
function decisionsIn(xml: string): Choice[] {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  return [...document.getElementsByTagNameNS('*', 'decision')].flatMap((decision) => {
    const id = decision.getAttribute('id');
    return id === null ? [] : [{ value: id, label: decision.getAttribute('name') ?? id }];
  });
}

/** Entries of the register that are in force or will be, each once. */
function registered({ register = [] }: ElementsData): { value: string; label: string }[] {
  const newest = new Map(register.map((entry) => [entry.code, entry]));
  return [...newest.values()].filter(({ state }) => state === 'inForce').map(({ code, name }) => ({ value: code, label: noted(name, code) }));
}
