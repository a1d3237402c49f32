import { type Node, isActivity } from '../elements/index.ts';
import { type FeelType, kindOf } from '../expressions/types.ts';
import type { Problem } from '../problem.ts';
import type { ProblemCode } from '../problemCodes.ts';
import type { ConnectorContract, ContractField } from '../register/connector.ts';
import { contractOf, foreignOutputs, otherTerms } from './contractOf.ts';
import { BOTH, flaw, type Rule } from './rule.ts';
import { typeOfText, typesGiven } from './typesGiven.ts';

/** A step that names a connector keeps to its contract: whom it asks, for which record, with which fields. A matter asks nobody but registered ones. */
export const connector: Rule = {
  id: 'connector',
  profiles: BOTH,
  check(process, { profile }, facts) {
    const { connectors } = facts;
    if (!connectors) return [];
    const types = typesGiven(process, facts);
    const of = (text: string): FeelType => typeOfText(text, types);
    return process.nodes.flatMap((node): Problem[] => {
      const unknown = unknownIn(node, connectors, profile === 'matter');
      if (unknown !== undefined) return [flaw(profile, node.id, 'CONNECTOR_UNKNOWN', { connector: unknown })];
      const contract = contractOf(node, connectors);
      if (contract === undefined) return [];
      return [...otherTerms(node, contract).map(([code, value]) => [code, { value }] as const), ...fields(node, contract, of), ...answers(node, contract)].map(([code, params]) => flaw(profile, node.id, code, { connector: contract.name.zh, connectorEn: contract.name.en, ...params }));
    });
  },
};

type Found = readonly [code: Extract<ProblemCode, `CONNECTOR_${string}`>, params: Readonly<Record<string, string>>];

/** A worker by a name of one's own may be asked where no department takes part, but not in a matter. */
function unknownIn(node: Node, connectors: Readonly<Record<string, ConnectorContract>>, matter: boolean): string | undefined {
  if ('connector' in node && node.connector !== undefined) return Object.hasOwn(connectors, node.connector) ? undefined : node.connector;
  return matter && 'taskType' in node && node.taskType !== undefined && node.taskType !== 'department' ? node.taskType : undefined;
}

function fields(node: Node, { inputs }: ConnectorContract, of: (text: string) => FeelType): Found[] {
  const mapped = (isActivity(node) ? node.inputs : undefined) ?? [];
  const called = ({ name, label }: ContractField) => ({ field: name, label: label.zh, labelEn: label.en });
  return [
    ...inputs.filter(({ name, required }) => required && !mapped.some(({ target }) => target === name)).map((field) => ['CONNECTOR_INPUT_MISSING', called(field)] as const),
    ...mapped.flatMap(({ source, target }): Found[] => {
      const field = inputs.find(({ name }) => name === target);
      if (field === undefined) return target === '' ? [] : [['CONNECTOR_INPUT_UNKNOWN', { field: target }]];
      const given = kindOf(of(source));
      return fits(given, field.type) ? [] : [['CONNECTOR_INPUT_TYPE', { ...called(field), wanted: field.type, given }]];
    }),
  ];
}

const answers = (node: Node, contract: ConnectorContract): Found[] => foreignOutputs(node, contract).map(({ name, target }) => ['CONNECTOR_OUTPUT_UNKNOWN', { field: name, target }]);

/** Sums are numbers, and what is unknown is never a fault; nothing at all is one only where the contract wants a value, which the case alone can tell. */
const fits = (given: ReturnType<typeof kindOf>, wanted: ContractField['type']): boolean => wanted === 'any' || given === 'any' || given === 'null' || given === wanted || (given === 'money' && wanted === 'number');
