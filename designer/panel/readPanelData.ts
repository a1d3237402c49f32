import type { ElementsData } from '../catalog.ts';
import type { PanelData } from './data.ts';

type Translate = { t(key: string): string; te(key: string): boolean };

/** Turns the registered data into what the panel can offer; labels are messages of the page. */
export function readPanelData(data: ElementsData, { t, te }: Translate, editable: boolean): PanelData {
  const named = (all: readonly { readonly id: string; readonly name: string }[]) => all.map(({ id, name }) => ({ value: id, label: name }));
  const items = data.items.map(({ code, name }) => ({ value: code, label: `${name}（${code}）` }));
  return {
    editable,
    text: (key) => (te(`designer.${key}`) ? t(`designer.${key}`) : key.slice(key.lastIndexOf('.') + 1)),
    choices: {
      department: named(data.departments),
      form: named(data.forms),
      materials: named(data.materials),
      ladder: named(data.ladders),
      item: items,
      items,
      register: registered(data),
      process: data.processes.map(({ key, name }) => ({ value: key, label: `${name}（${key}）` })),
    },
  };
}

/** Entries of the register that are in force or will be, each once. */
function registered({ register = [] }: ElementsData): { value: string; label: string }[] {
  const newest = new Map(register.map((entry) => [entry.code, entry]));
  return [...newest.values()].filter(({ state }) => state === 'inForce').map(({ code, name }) => ({ value: code, label: `${name}（${code}）` }));
}
