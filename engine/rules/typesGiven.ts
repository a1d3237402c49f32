import { treeOf } from '../expressions/tree.ts';
import { type FeelType, kindOf, typeOf } from '../expressions/types.ts';
import { isActivity } from '../elements/index.ts';
import type { ProcessProgram } from '../program.ts';
import { contractOf } from './contractOf.ts';
import type { Facts } from './rule.ts';

/** Rounds of following what mappings make of mappings. */
const ROUNDS = 3;

/**
 * What is known of the names a process uses: fields of forms, what mappings and loops make of them, and what the platform
 * gives. A name that gets values of different kinds is unknown.
 */
export function typesGiven(process: ProcessProgram, { types = {}, connectors = {} }: Facts): Readonly<Record<string, FeelType>> {
  const platform: Record<string, FeelType> = { opinion: 'text', loopCounter: 'number', nrOfInstances: 'number', nrOfActiveInstances: 'number', nrOfCompletedInstances: 'number', nrOfTerminatedInstances: 'number' };
  let known: Record<string, FeelType> = { ...types, ...platform };
  for (let round = 0; round < ROUNDS; round += 1) {
    const next: Record<string, FeelType> = { ...types, ...platform };
    const give = (name: string | undefined, type: FeelType): void => {
      if (name === undefined || name === '') return;
      const before = Object.hasOwn(next, name) ? next[name]! : undefined;
      next[name] = before === undefined ? type : merged(before, type);
    };
    const of = (text: string | undefined): FeelType => (text === undefined ? 'any' : typeOfText(text, known));
    for (const node of process.nodes) {
      // A worker, a script or a message writes whatever it likes to these names.
      if (node.kind === 'businessRuleTask' && node.result !== undefined) give(node.result, 'any');
      for (const { name, type } of contractOf(node, connectors)?.outputs ?? []) give(name, type);
      if (!isActivity(node)) continue;
      for (const { source, target } of [...(node.inputs ?? []), ...(node.outputs ?? [])]) give(target, of(source));
      const loop = node.multiInstance;
      if (!loop) continue;
      const entries = of(loop.collection);
      give(loop.element, typeof entries !== 'string' && 'list' in entries ? entries.list : 'any');
      give(loop.outputCollection, { list: of(loop.outputElement) });
    }
    known = next;
  }
  return known;
}

/** Type of a FEEL text for names of known types; a name that is not among them may be anything. */
export const typeOfText = (text: string, known: Readonly<Record<string, FeelType>>): FeelType => typeOf(treeOf(text), (name) => (Object.hasOwn(known, name) ? known[name]! : 'any'), () => undefined);

function merged(left: FeelType, right: FeelType): FeelType {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (a === 'null') return right;
  if (b === 'null') return left;
  if (a !== b) return 'any';
  return a === 'list' || a === 'context' ? a : left;
}
