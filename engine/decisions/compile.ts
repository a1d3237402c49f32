import { attribute, child, children, type Drawn } from '../drawn.ts';
import { readBoxed } from './boxed/index.ts';
import type { FunctionLogic } from './boxed/index.ts';
import type { Decision, DecisionModel, DecisionService, InputData, ItemType, KnowledgeModel, Requirements } from './model.ts';

/** Compiles a read model to canonical JSON: types, inputs and the requirement graph, each by id. */
export function compileModel(definitions: Drawn): DecisionModel {
  const elements = children(definitions, 'drgElement');
  const of = <T>(type: string, read: (drawn: Drawn) => T): Record<string, T> => Object.fromEntries(elements.filter(({ $type }) => $type === type).map((drawn) => [idOf(drawn), read(drawn)]));
  return {
    namespace: attribute(definitions, 'namespace') ?? '',
    name: definitions.name ?? '',
    imports: Object.fromEntries(children(definitions, 'import').map((each) => [each.name ?? '', attribute(each, 'namespace') ?? ''])),
    types: Object.fromEntries(children(definitions, 'itemDefinition').map((each) => [each.name ?? '', readType(each)])),
    inputs: of('dmn:InputData', readInput),
    decisions: of('dmn:Decision', readDecision),
    knowledge: of('dmn:BusinessKnowledgeModel', readKnowledge),
    services: of('dmn:DecisionService', readService),
  };
}

function readType(drawn: Drawn): ItemType {
  const base = typeName(child(drawn, 'typeRef') as unknown as string | undefined);
  const members = children(drawn, 'itemComponent');
  const [allowed, constraint] = [testsOf(child(drawn, 'allowedValues')), testsOf(child(drawn, 'typeConstraint'))];
  return {
    ...(base ? { base } : {}),
    ...(drawn.get('isCollection') === true ? { collection: true } : {}),
    ...(members.length > 0 ? { members: Object.fromEntries(members.map((each) => [each.name ?? '', readType(each)])) } : {}),
    ...(allowed ? { allowed } : {}),
    ...(constraint ? { constraint } : {}),
    ...(child(drawn, 'functionItem') ? { callable: true } : {}),
  };
}

const testsOf = (drawn: Drawn | undefined): string => String((drawn && child(drawn, 'text')) ?? '').trim();

/** A type as it is written in any version: older models put the language before it. */
const typeName = (text: string | undefined): string | undefined => text?.trim().replace(/^feel:/, '');

/** The schema lets ids be left out: the name then tells elements apart. */
const idOf = (drawn: Drawn): string => drawn.id ?? drawn.name ?? '';

/** Name and type of an element's variable; its own name where it has none. */
function variableOf(drawn: Drawn): { name: string; type?: string; label?: string } {
  const variable = child(drawn, 'variable');
  const type = typeName(variable && attribute(variable, 'typeRef'));
  const name = (variable?.name ?? drawn.name ?? '').trim();
  return { name, ...(type ? { type } : {}), ...(drawn.name !== undefined && drawn.name !== name ? { label: drawn.name } : {}) };
}

const readInput = (drawn: Drawn): InputData => {
  const { name, type } = variableOf(drawn);
  return { id: idOf(drawn), name, ...(type ? { type } : {}) };
};

function requirementsOf(drawn: Drawn): Requirements {
  const required = children(drawn, 'informationRequirement');
  const hrefs = (list: readonly Drawn[], name: string): string[] => list.map((each) => hrefOf(child(each, name))).filter((href) => href !== '');
  return {
    inputs: hrefs(required, 'requiredInput'),
    decisions: hrefs(required, 'requiredDecision'),
    knowledge: hrefs(children(drawn, 'knowledgeRequirement'), 'requiredKnowledge'),
  };
}

/** `#id` is an element of the same model. */
const hrefOf = (reference: Drawn | undefined): string => ((reference && attribute(reference, 'href')) ?? '').replace(/^#/, '');

function readDecision(drawn: Drawn): Decision {
  const logic = readBoxed(child(drawn, 'decisionLogic'));
  return { id: idOf(drawn), ...variableOf(drawn), requires: requirementsOf(drawn), ...(logic ? { logic } : {}) };
}

function readKnowledge(drawn: Drawn): KnowledgeModel {
  const { name, type } = variableOf(drawn);
  const logic = readBoxed(child(drawn, 'encapsulatedLogic')) as FunctionLogic | undefined;
  return { id: idOf(drawn), name, ...(type ? { type } : {}), requires: requirementsOf(drawn), ...(logic ? { logic } : {}) };
}

function readService(drawn: Drawn): DecisionService {
  const { name, type } = variableOf(drawn);
  const hrefs = (member: string): string[] => children(drawn, member).map(hrefOf);
  return {
    id: idOf(drawn), name, ...(type ? { type } : {}),
    outputs: hrefs('outputDecision'), encapsulated: hrefs('encapsulatedDecision'), inputs: hrefs('inputData'), inputDecisions: hrefs('inputDecision'),
  };
}
