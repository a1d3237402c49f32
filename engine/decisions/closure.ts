import type { Decision, DecisionModel, DecisionProgram, DecisionService, KnowledgeModel } from './model.ts';

/** A model while its parts are gathered. */
interface Gathered {
  readonly inputs: Record<string, DecisionModel['inputs'][string]>;
  readonly decisions: Record<string, Decision>;
  readonly knowledge: Record<string, KnowledgeModel>;
  readonly services: Record<string, DecisionService>;
}

/** One decision with all that it requires, and nothing else: what a flow's program carries. */
export function closureOf(models: Readonly<Record<string, DecisionModel>>, namespace: string, decision: string): DecisionProgram {
  const kept = new Map<string, Gathered>();
  const of = (name: string): Gathered => {
    if (!kept.has(name)) kept.set(name, { inputs: {}, decisions: {}, knowledge: {}, services: {} });
    return kept.get(name)!;
  };
  const open = [{ namespace, href: decision }];
  for (let next = open.pop(); next; next = open.pop()) {
    const at = next.href.lastIndexOf('#');
    const [name, id] = at < 0 ? [next.namespace, next.href] : [next.href.slice(0, at), next.href.slice(at + 1)];
    const model = models[name];
    if (!model) continue;
    const add = (hrefs: readonly string[]): void => void open.push(...hrefs.map((href) => ({ namespace: name, href })));
    const gathered = of(name);
    const [input, wanted, knowledge, service] = [model.inputs[id], model.decisions[id], model.knowledge[id], model.services[id]];
    if (input) gathered.inputs[id] = input;
    if (wanted && !gathered.decisions[id]) {
      gathered.decisions[id] = wanted;
      add([...wanted.requires.inputs, ...wanted.requires.decisions, ...wanted.requires.knowledge]);
    }
    if (knowledge && !gathered.knowledge[id]) {
      gathered.knowledge[id] = knowledge;
      add(knowledge.requires.knowledge);
    }
    if (service && !gathered.services[id]) {
      gathered.services[id] = service;
      add([...service.outputs, ...service.encapsulated, ...service.inputs, ...service.inputDecisions]);
    }
  }
  // Types may be named across models: a model that only gives types travels along.
  const imported = [...kept.keys()].flatMap((name) => Object.values(models[name]!.imports)).filter((name) => models[name]);
  const names = [...new Set([...kept.keys(), ...imported])];
  return { format: 1, main: namespace, decision, models: Object.fromEntries(names.map((name) => [name, { ...models[name]!, ...of(name) }])) };
}
