import { isActivity, type Node } from '../elements/index.ts';
import { lint } from '../expressions/lint.ts';
import type { Mapping } from '../program.ts';
import type { ConnectorContract } from '../register/connector.ts';

/** The contract of the connector that a step names; undefined where it names none, or one that nobody registered. */
export function contractOf(node: Node, connectors: Readonly<Record<string, ConnectorContract>>): ConnectorContract | undefined {
  const code = 'connector' in node ? node.connector : undefined;
  return code !== undefined && Object.hasOwn(connectors, code) ? connectors[code] : undefined;
}

/** An output of a step that reads nothing of what its connector answers. */
export interface ForeignOutput extends Mapping {
  /** What it reads in place of that. */
  readonly name: string;
}

/** Outputs of a step by which names get a value that no part of its connector's contract has given; values without any name are said on purpose. */
export function foreignOutputs(node: Node, { outputs }: ConnectorContract): readonly ForeignOutput[] {
  const mapped = (isActivity(node) ? node.outputs : undefined) ?? [];
  return mapped.flatMap((mapping) => {
    const { names } = lint(mapping.source);
    return names.length === 0 || names.some((name) => outputs.some((field) => field.name === name)) ? [] : [{ ...mapping, name: names[0]! }];
  });
}

/** Where a step asks somebody else than its contract says, for another record, or to be answered otherwise: the problem's code, and what the contract wants. */
export function otherTerms(node: Node, { department, operation, mode }: ConnectorContract): (readonly [code: 'CONNECTOR_DEPARTMENT' | 'CONNECTOR_OPERATION' | 'CONNECTOR_MODE', wanted: string])[] {
  const drawn = { department: isActivity(node) ? node.step?.department : undefined, operation: 'operation' in node ? node.operation : undefined, mode: ('mode' in node ? node.mode : undefined) ?? 'sync' };
  return [
    ...(department === null || drawn.department === department ? [] : [['CONNECTOR_DEPARTMENT', department] as const]),
    ...(drawn.operation === operation ? [] : [['CONNECTOR_OPERATION', operation] as const]),
    ...(drawn.mode === mode ? [] : [['CONNECTOR_MODE', mode] as const]),
  ];
}
