import type { DecisionModel, DecisionProgram, InputData } from './model.ts';

/** Input data that a program's decision rests on, however far down its requirements; an imported model's too. */
export function neededInputs(program: DecisionProgram): InputData[] {
  const found = new Map<string, InputData>();
  for (const model of Object.values(program.models)) {
    const given = inputsOfServices(model);
    for (const input of Object.values(model.inputs)) if (!given.has(input.id)) found.set(input.name, input);
  }
  return [...found.values()];
}

/** What only a decision service asks for comes as its argument. */
function inputsOfServices(model: DecisionModel): Set<string> {
  const asked = new Set(Object.values(model.decisions).flatMap(({ requires }) => requires.inputs));
  return new Set(Object.keys(model.inputs).filter((id) => !asked.has(id)));
}
