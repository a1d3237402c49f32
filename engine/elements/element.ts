import type { Drawn } from '../drawn.ts';
import type { JobOutcome } from '../event.ts';
import type { ActivityBase, Flow, NodeBase, Opinion } from '../program.ts';
import type { Instance, Wait } from '../state.ts';
import type { Instant, Value, Variables } from '../value.ts';
import type { FlowIncident } from '../interpreter/incident.ts';
import type { Problem } from '../problem.ts';
import type { MessageTrigger, Trigger } from './trigger.ts';

/**
 * One BPMN element in one file: how it is read from a drawing, what the panel asks, what is wrong with it, and what it
 * does. A new element is a new file and a line in `index.ts`.
 */
export interface Element<N extends NodeBase & { readonly kind: string }> {
  readonly kind: N['kind'];
  /** moddle type: `bpmn:UserTask`. */
  readonly bpmnType: string;
  readonly fields: readonly Field[];
  /** The element's own members; the base (id, name, scope, flows, gov terms) is read once for all. */
  read(drawn: Drawn): Omit<N, keyof ActivityBase>;
  check?(node: N, context: CheckContext): Problem[];
  readonly behaviour: Behaviour<N>;
}

/** What an element does. A token is the instance of the node; the port is its only way out. */
export interface Behaviour<N> {
  /** The token has arrived and its inputs are mapped. */
  enter(node: N, token: Instance, port: Port): void;
  /** A wait that carries this node's id was met. `owner` is the instance that waited: the token itself, a host, a scope. */
  resume?(node: N, owner: Instance, wait: Wait, occurrence: Occurrence, port: Port): void;
  /** Everything inside the scope is done. */
  contentDone?(node: N, scope: Instance, port: Port): void;
  /** Scopes that watch what is done inside: an activity in it has completed. @returns whether the scope ends, so that the flows out of the activity are not taken. */
  innerDone?(node: N, scope: Instance, port: Port): boolean;
  /** A called process has ended with these variables. */
  returned?(node: N, caller: Instance, variables: Variables, port: Port): void;
  /** Whether tokens that come by a flow are counted at this node before one enters; without it a node that settles joins two flows or more. */
  joins?(node: N): boolean;
  /** Joins only: a token has come and is counted. */
  arrived?(node: N, scope: Instance, port: Port): void;
  /** Joins only: decided when nothing else can move. A join with arrivals by flow is entered by the token that fires. */
  settle?(node: N, scope: Instance, port: Port): void;
}

/** What met a wait. */
export type Occurrence =
  | { readonly kind: 'work'; readonly variables: Variables; readonly opinion?: Opinion; readonly comment?: string; readonly occurredAt?: Instant }
  | { readonly kind: 'job'; readonly outcome: JobOutcome }
  | { readonly kind: 'message'; readonly variables: Variables }
  | { readonly kind: 'signal'; readonly variables: Variables }
  | { readonly kind: 'timer' }
  | { readonly kind: 'error'; readonly code: string; readonly message?: string; readonly variables: Variables }
  | { readonly kind: 'escalation'; readonly code?: string }
  | { readonly kind: 'conditional' };

/** The interpreter, as far as an element may use it. */
export interface Port {
  /** Leaves through the outgoing flows (all, or by their conditions) after output mapping. */
  complete(token: Instance, results?: Variables): void;
  /** Leaves through exactly these flows. */
  take(token: Instance, flows: readonly Flow[]): void;
  /** Starts a token at a node inside a scope; `came` with the event that happened there, for its data outputs. */
  start(nodeId: string, scope: Instance, came?: Variables): void;
  /** Opens the contents of a sub-process inside the instance: its beginnings, or those given. */
  openScope(scope: Instance, begin?: readonly string[]): void;
  /** Where the contents of a sub-process begin: its none start events, else what no flow leads to, in document order. */
  beginnings(scope: Instance): readonly string[];
  /** Opens a called process inside the instance with its own variables. */
  openProcess(caller: Instance, processKey: string): void;
  /** Opens an event sub-process whose start event was triggered. */
  openEventSubProcess(start: NodeBase, scope: Instance, variables: Variables): void;
  /** An interrupting event takes the place of all that runs in the scope: it is cancelled and no other event is heard. */
  interrupt(scope: Instance): void;
  /** Lets a token wait for a drawn trigger on behalf of a node. */
  arm(owner: Instance, nodeId: string, trigger: Trigger): void;
  /** Lets a token at an event-based gateway wait for what the target event waits for. */
  listenFor(nodeId: string, token: Instance): void;
  stopWaiting(owner: Instance, nodeId?: string): void;
  /** One more token at the same node, which waits for nothing. */
  twin(token: Instance): Instance;
  /** Moves a waiting token to another node without entering it (event-based gateway -> the event that happened). */
  move(token: Instance, nodeId: string): void;
  /** Cancels an instance with all that runs inside and at its edge. */
  cancel(token: Instance): void;
  /** The token ends here and its scope with it: what still runs inside is cancelled. */
  terminate(token: Instance): void;
  /** Throws a BPMN error; without a catcher it becomes an incident. */
  raise(from: Instance, code: string, message?: string, variables?: Variables): void;
  /** Tells the levels above, up to the first that catches it. @returns whether the token goes on: nobody has interrupted it. */
  escalate(token: Instance, code?: string): boolean;
  /** Sends a message to one subscription inside the case that waits for it, else to the world outside. */
  throwMessage(token: Instance, message: MessageTrigger): void;
  /** Lets everyone inside the case and outside hear a signal. */
  throwSignal(token: Instance, name: string): void;
  /** The token goes on at the catching link of that name in its scope. */
  follow(token: Instance, link: string): void;
  /** Does something for the token when nobody else in the case can move. */
  whenQuiet(token: Instance, work: () => void): void;
  /** Compensates an activity that is done, or everything done around the token. @returns whether the token goes on at once. */
  compensate(token: Instance, activity: string | undefined, wait: boolean): boolean;
  /** Calls off the transaction around the token: what runs is withdrawn, what is done compensated; then its edge goes on. */
  cancelTransaction(token: Instance): void;
  openWork(token: Instance): void;
  openJob(token: Instance): void;
  /** Value of a decision of the process, written down in the log. @throws an incident when there is none or it fails. */
  decide(token: Instance, decision: string): Value;
  answerJob(token: Instance, outcome: JobOutcome): void;
  closeWork(token: Instance, occurrence: Extract<Occurrence, { kind: 'work' }>): void;
  /** `more`: names that hold for this question alone. @throws an incident when the text is wrong, names an unknown variable, or is neither true nor false. */
  holds(text: string, at: Instance, more?: Variables): boolean;
  /** What a FEEL text gives at this instance. @throws an incident when it can't be read or names an unknown variable. */
  value(text: string, at: Instance): Value;
  /** Writes what came with the event at a node, but for what its data outputs hand on. */
  set(scope: Instance, came: Variables, node: NodeBase): void;
  /** Tokens waiting at a join, by incoming flow. */
  arrivals(scope: Instance, nodeId: string): Readonly<Record<string, number>>;
  /** Number of incoming flows by which a token waits at a join. */
  waysCome(scope: Instance, nodeId: string): number;
  /** Takes one arrival from each named flow and lets one token enter the join's node, with variables of its own. */
  fire(nodeId: string, scope: Instance, from: readonly string[], variables?: Variables): void;
  /** Takes one arrival from each named flow; nothing enters. */
  consume(nodeId: string, scope: Instance, from: readonly string[]): void;
  /** Lets a join look at what waits there already, as if it had just come. */
  recount(nodeId: string, scope: Instance): void;
  /** Flows whose tokens have started a complex gateway that is not reset yet; null while it waits for its start. */
  firstPhase(scope: Instance, nodeId: string): readonly string[] | null;
  setFirstPhase(scope: Instance, nodeId: string, flows: readonly string[] | null): void;
  /** Outgoing flows in document order. */
  outgoing(node: NodeBase, at: Instance): readonly Flow[];
  /** Incoming flows in document order. */
  incoming(node: NodeBase, at: Instance): readonly Flow[];
  parent(token: Instance): Instance;
  /** May a token still come to an empty incoming flow of this join? `filled`: flows that count as filled beside. (BPMN 2.0, 13.3.3) */
  mayStillArrive(nodeId: string, scope: Instance, filled?: readonly string[]): boolean;
  /** Whether the case means what came with this semantic version of the interpreter; else it keeps to what was before. */
  since(sem: number): boolean;
  /** @throws always: stops the token here as an incident an operator settles. */
  fail(code: FlowIncident, message: string): never;
}

/** A question of the properties panel, drawn by one generic provider. Labels are message keys: `field.<name>`. */
export interface Field {
  readonly name: string;
  readonly input:
    | 'text'
    | 'number'
    | 'feel'
    | 'select'
    | 'checkbox'
    | 'department'
    | 'connector'
    | 'role'
    | 'form'
    | 'materials'
    | 'ladder'
    | 'item'
    | 'process'
    | 'decision'
    | 'stage'
    | 'document'
    | 'opinions'
    | 'duration';
  /** Where the value lives: `gov:department`, `bpmn:name`, or a path like `zeebe:TaskDefinition#type`. */
  readonly attribute: string;
  readonly group: 'general' | 'step' | 'limit' | 'department' | 'flow' | 'multiInstance' | 'event';
  readonly options?: readonly string[];
  readonly required?: boolean;
}

export interface CheckContext {
  readonly profile: 'matter' | 'bpmn';
  flow(id: string): Flow;
  node(id: string): NodeBase & { readonly kind: string };
  /** Nodes attached to this one. */
  readonly attached: readonly (NodeBase & { readonly kind: string })[];
  /** Keys of the processes a call activity can name. */
  readonly processes: readonly string[];
}
