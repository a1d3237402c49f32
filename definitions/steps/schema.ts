import { z } from 'zod';

const label = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(400) });
const key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);

/** Elements that a ready step is drawn with. */
const types = ['bpmn:UserTask', 'bpmn:ServiceTask', 'bpmn:CallActivity', 'bpmn:ParallelGateway', 'bpmn:InclusiveGateway', 'bpmn:ExclusiveGateway', 'bpmn:EndEvent'] as const;

const node = z.strictObject({
  key,
  type: z.enum(types),
  name: label.exactOptional(),
  /** Attributes by their address in the drawing: `gov:role`, `zeebe:CalledElement#processId`. */
  set: z.record(z.string(), z.string()).exactOptional(),
  /** Lines of the input and output mapping, FEEL by target. `$participants` and `$leadText` stand for the departments chosen, as FEEL. */
  inputs: z.record(z.string(), z.string()).exactOptional(),
  outputs: z.record(z.string(), z.string()).exactOptional(),
  /** One of these for each department chosen, side by side. */
  perDepartment: z.boolean().exactOptional(),
});

const flow = z.strictObject({ from: key, to: key, name: label.exactOptional(), condition: z.string().exactOptional(), isDefault: z.boolean().exactOptional() });

/**
 * A ready step of the domain, drawn at once with department, role, limit, form and ladder: one file each, offered in the
 * menus of the designer. What it writes are the same attributes that the panel writes; nothing of it stays but those.
 */
export const stepTemplateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
  /** Place in the menus. */
  order: z.int().min(1),
  name: label,
  text: label,
  /** More words by which it is found. */
  words: z.array(z.string().min(1)).exactOptional(),
  /** What the person is asked before it is drawn. */
  asks: z.array(z.enum(['department', 'departments', 'item', 'limit'])),
  /** The department offered first. */
  department: z.string().exactOptional(),
  nodes: z.array(node).min(1),
  flows: z.array(flow).exactOptional(),
  /** Where the flow comes in, and where it goes on. */
  entry: key,
  exit: key,
});

/** A ready step as its file says it. */
export type StepTemplate = z.output<typeof stepTemplateSchema>;
