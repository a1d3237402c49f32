import { child, type Drawn, expressionText } from '../drawn.ts';
import { warning } from '../problem.ts';
import type { Flow, NodeBase } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Element, Port } from './element.ts';
import { readDefault } from './exclusiveGateway.ts';
import { general } from './fields.ts';

/**
 * A decision like the inclusive one, and a join by a condition of its own (BPMN 2.0, 10.6.5 and 13.4.5): it fires as soon
 * as the condition holds over the tokens that have come, then waits for those still expected, and begins anew.
 */
export interface ComplexGatewayNode extends NodeBase {
  readonly kind: 'complexGateway';
  readonly default?: string;
  /**
   * FEEL over the case's variables, the number of waiting tokens of each incoming flow (by its id and its name) and
   * `activationCount`, their sum. Without it the join is an inclusive one.
   */
  readonly activation?: string;
}

export const complexGateway: Element<ComplexGatewayNode> = {
  kind: 'complexGateway',
  bpmnType: 'bpmn:ComplexGateway',
  fields: [...general, { name: 'activationCondition', input: 'feel', attribute: 'bpmn:activationCondition', group: 'flow' }],
  read: (drawn) => ({ kind: 'complexGateway', ...readDefault(drawn), ...readActivation(drawn) }),
  check: (node) => (node.incoming.length > 1 && node.activation === undefined ? [warning(node.id, 'ACTIVATION_MISSING')] : []),
  behaviour: {
    joins: (node) => node.incoming.length > 1 || node.activation !== undefined,
    enter(node, token, port) {
      token.variables = { waitingForStart: true, ...token.variables };
      const flows = port.outgoing(node, token);
      const phase = { waitingForStart: token.variables.waitingForStart === true };
      port.take(token, phase.waitingForStart ? chosen(node, flows, token, port, phase) : flows.filter((flow) => looksAtPhase(flow) && port.holds(flow.condition!, token, phase)));
    },
    arrived(node, scope, port) {
      if (node.activation === undefined || port.firstPhase(scope, node.id)) return;
      const arrived = port.arrivals(scope, node.id);
      if (port.holds(node.activation, scope, counts(node, arrived, port, scope))) activate(node, scope, port);
    },
    settle(node, scope, port) {
      const first = port.firstPhase(scope, node.id);
      if (first) {
        if (!port.mayStillArrive(node.id, scope, first)) reset(node, scope, first, port);
      } else if (node.activation === undefined && !port.mayStillArrive(node.id, scope)) {
        port.fire(node.id, scope, Object.keys(port.arrivals(scope, node.id)));
      }
    },
  },
};

/** One token of each way that has one starts the gateway; which ways these were is kept until it is reset. */
function activate(node: ComplexGatewayNode, scope: Instance, port: Port): void {
  const from = node.incoming.filter((flow) => (port.arrivals(scope, node.id)[flow] ?? 0) > 0);
  port.fire(node.id, scope, from);
  port.setFirstPhase(scope, node.id, from);
}

/** Nothing more is expected: the tokens that came after the start are taken too, and the gateway waits for its start again. */
function reset(node: ComplexGatewayNode, scope: Instance, first: readonly string[], port: Port): void {
  const late = node.incoming.filter((flow) => !first.includes(flow) && (port.arrivals(scope, node.id)[flow] ?? 0) > 0);
  port.setFirstPhase(scope, node.id, null);
  if (port.outgoing(node, scope).some(looksAtPhase)) port.fire(node.id, scope, late, { waitingForStart: false });
  else port.consume(node.id, scope, late);
  // What came meanwhile on the ways of the start is the beginning of the next round.
  port.recount(node.id, scope);
}

function chosen(node: ComplexGatewayNode, flows: readonly Flow[], token: Instance, port: Port, phase: Phase): readonly Flow[] {
  const holding = flows.filter((flow) => flow.id !== node.default && (flow.condition === undefined || port.holds(flow.condition, token, phase)));
  const taken = holding.length > 0 ? holding : flows.filter((flow) => flow.id === node.default);
  if (taken.length === 0 && flows.length > 0) port.fail('NO_BRANCH', `Expected a condition to hold or a default flow at "${node.id}", but there is neither`);
  return taken;
}

/** In which phase the gateway is. At the reset it sends tokens only where a condition asks for it, and maybe none. */
type Phase = { readonly waitingForStart: boolean };

/** Whether the way depends on the gateway's phase: it is asked at the reset too (BPMN 2.0, 13.4.5: waitingForStart). */
export const looksAtPhase = ({ condition }: Pick<Flow, 'condition'>): boolean => condition !== undefined && /\bwaitingForStart\b/.test(condition);

/** Waiting tokens by flow, under the flow's id and its name, and in all. */
function counts(node: ComplexGatewayNode, arrived: Readonly<Record<string, number>>, port: Port, scope: Instance): Record<string, number> {
  const found: Record<string, number> = { activationCount: Object.values(arrived).reduce((sum, count) => sum + count, 0) };
  for (const { id, name } of port.incoming(node, scope)) {
    found[id] = arrived[id] ?? 0;
    if (name) found[name] = arrived[id] ?? 0;
  }
  return found;
}

function readActivation(drawn: Drawn): Pick<ComplexGatewayNode, 'activation'> {
  const activation = expressionText(child(drawn, 'activationCondition'));
  return activation ? { activation } : {};
}
