import type { ActivityBase, NodeBase } from '../program.ts';
import { adHocSubProcess } from './adHocSubProcess.ts';
import { boundaryEvent } from './boundaryEvent.ts';
import { businessRuleTask } from './businessRuleTask.ts';
import { callActivity } from './callActivity.ts';
import { complexGateway } from './complexGateway.ts';
import type { Element } from './element.ts';
import { endEvent } from './endEvent.ts';
import { eventBasedGateway } from './eventBasedGateway.ts';
import { eventSubProcess } from './eventSubProcess.ts';
import { exclusiveGateway } from './exclusiveGateway.ts';
import { inclusiveGateway } from './inclusiveGateway.ts';
import { intermediateCatchEvent } from './intermediateCatchEvent.ts';
import { intermediateThrowEvent } from './intermediateThrowEvent.ts';
import { manualTask } from './manualTask.ts';
import { parallelGateway } from './parallelGateway.ts';
import { receiveTask } from './receiveTask.ts';
import { scriptTask } from './scriptTask.ts';
import { sendTask } from './sendTask.ts';
import { serviceTask } from './serviceTask.ts';
import { startEvent } from './startEvent.ts';
import { subProcess } from './subProcess.ts';
import { task } from './task.ts';
import { transaction } from './transaction.ts';
import { userTask } from './userTask.ts';

/** Every element that runs, by kind. What is not here is refused at publish by its name. */
export const elements = {
  adHocSubProcess,
  boundaryEvent,
  businessRuleTask,
  callActivity,
  complexGateway,
  endEvent,
  eventBasedGateway,
  eventSubProcess,
  exclusiveGateway,
  inclusiveGateway,
  intermediateCatchEvent,
  intermediateThrowEvent,
  manualTask,
  parallelGateway,
  receiveTask,
  scriptTask,
  sendTask,
  serviceTask,
  startEvent,
  subProcess,
  task,
  transaction,
  userTask,
} as const;

export type Kind = keyof typeof elements;

/** Any node of a program: the union derives from the registry. */
export type Node = { [K in Kind]: (typeof elements)[K] extends Element<infer N> ? N : never }[Kind];

/** Nodes that do work: they may loop, be called off by boundary events, and carry step terms. */
export type ActivityNode = Extract<Node, { readonly activity: true }>;

export const isActivity = (node: Node): node is ActivityNode => 'activity' in node;

export type { ActivityBase, NodeBase };
