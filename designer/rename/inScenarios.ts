type Values = Readonly<Record<string, unknown>>;

/** What a stored scenario answers, as far as names of fields stand in it. */
interface Told {
  readonly start?: { readonly situations?: Values; readonly form?: Values };
  readonly steps?: readonly { readonly variables?: Values }[];
}

/** Scenarios answer the field by its new name: at the start, and where a step is done. */
export function renamedScenarios(scenarios: Readonly<Record<string, Values>>, from: string, to: string): Readonly<Record<string, Values>> {
  const rename = <T extends Values>(values: T): T => Object.fromEntries(Object.entries(values).map(([name, value]) => [name === from ? to : name, value])) as T;
  const inside = <T extends object>(holder: T, name: keyof T): T => (holder[name] === undefined ? holder : { ...holder, [name]: rename(holder[name] as Values) });
  return Object.fromEntries(
    Object.entries(scenarios).map(([id, scenario]) => {
      const { start, steps } = scenario as Told;
      return [id, { ...scenario, ...(start ? { start: inside(inside(start, 'situations'), 'form') } : {}), ...(steps ? { steps: steps.map((step) => inside(step, 'variables')) } : {}) }];
    }),
  );
}
