import type { ActivityBase, Limit, Program } from '../program.ts';
import { isActivity, type Node } from '../elements/index.ts';
import type { FormField, FormItem, FormMaterial, MatterFormFile } from '../forms/model.ts';

/** One step of the way as an applicant is told it. */
export interface GuideStep {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly department?: string;
  readonly limit?: Limit;
  readonly item?: string;
  /** Id of the applicant's stage. */
  readonly stage?: string;
  /** The limit of the matter stands while it lasts, with the legal basis. */
  readonly notCounted?: string;
  /** Code of the document it issues. */
  readonly document?: string;
}

/** Everything a guide says that follows from what runs; words that cannot be derived stand beside it. */
export interface GuideFacts {
  readonly name: string;
  readonly nameEn?: string;
  readonly leadDepartment?: string;
  readonly planDocument?: string;
  readonly limit?: Limit;
  readonly situations: readonly FormField[];
  readonly items: readonly FormItem[];
  readonly materials: readonly FormMaterial[];
  readonly stages: readonly { readonly id: string; readonly name: unknown }[];
  readonly steps: readonly GuideStep[];
  /** Legal bases of the limits, each once, in the order of the steps. */
  readonly bases: readonly string[];
}

/** What the compiled program and the form of one version say to an applicant: the guide is never typed, so it can't be wrong about what runs. */
export function guideFacts(program: Program, form: MatterFormFile | null): GuideFacts {
  const main = program.processes[program.main]!;
  const { leadDepartment, planDocument, limit, items = [] } = main.matter ?? {};
  const steps = main.nodes.filter(isShown).map(stepOf);
  return {
    name: main.name,
    ...(main.nameEn === undefined ? {} : { nameEn: main.nameEn }),
    ...(leadDepartment === undefined ? {} : { leadDepartment }),
    ...(planDocument === undefined ? {} : { planDocument }),
    ...(limit === undefined ? {} : { limit }),
    situations: form?.situations ?? [],
    items: form?.items?.length ? form.items : items.map((id) => ({ id }) as FormItem),
    materials: form?.materials ?? [],
    stages: form?.applicantStages ?? [],
    steps,
    bases: [...new Set([limit, ...steps.map((step) => step.limit)].flatMap((each) => (each?.basis === undefined ? [] : [each.basis])))],
  };
}

/** Steps that somebody does: what only computes or waits for time is no step to an applicant. */
function isShown(node: Node): node is Node & ActivityBase {
  return isActivity(node) && node.step !== undefined && node.forCompensation !== true && (node.step.role !== undefined || node.step.limit !== undefined || node.step.department !== undefined);
}

function stepOf({ id, name = id, nameEn, step }: Node & ActivityBase): GuideStep {
  const { department, limit, item, stage, clock, clockBasis, document } = step ?? {};
  return {
    id,
    name,
    ...(nameEn === undefined ? {} : { nameEn }),
    // Who it is may depend on the case.
    ...(department === undefined || department.startsWith('=') ? {} : { department }),
    ...(limit === undefined ? {} : { limit }),
    ...(item === undefined ? {} : { item }),
    ...(stage === undefined ? {} : { stage }),
    ...(clock === 'stop' || clock === 'restart' ? { notCounted: clockBasis ?? '' } : {}),
    ...(document === undefined ? {} : { document }),
  };
}
