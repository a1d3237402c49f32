import type { DecisionProgram } from './decisions/model.ts';
import type { Node } from './elements/index.ts';
import type { Trigger } from './elements/trigger.ts';

/**
 * A program is what a drawing becomes at publish: the canonical JSON that a case runs. It carries everything that
 * execution needs (called processes, limits, expressions as text), so that neither XML nor a database is read to
 * run a case or to replay one.
 */
export interface Program {
  readonly format: 1;
  /** Semantic version of the interpreter the program was compiled for. */
  readonly sem: number;
  readonly profile: Profile;
  /** Key of the process that a new case runs. */
  readonly main: string;
  /** The main process and every process it calls, by key. */
  readonly processes: Readonly<Record<string, ProcessProgram>>;
}

/** `matter`: all rules of the platform. `bpmn`: any executable process by the standard. */
export type Profile = 'matter' | 'bpmn';

export interface ProcessProgram {
  readonly key: string;
  readonly name: string;
  /** The name in English, where the drawing gives one. */
  readonly nameEn?: string;
  /** In document order; a sub-process's content follows it, told apart by `scope`. */
  readonly nodes: readonly Node[];
  readonly flows: readonly Flow[];
  /** A global task: the process is that one task. */
  readonly globalTask?: true;
  /** Names that hold sums of money: whole numbers of 分. */
  readonly money?: readonly string[];
  /** Decisions that business rule tasks of the process call, by id, each with all it requires. */
  readonly decisions?: Readonly<Record<string, DecisionProgram>>;
  readonly matter?: MatterTerms;
  /** Data objects and properties that data flows to or from, by scope: variables without a value at first. */
  readonly data?: Readonly<Record<string, readonly string[]>>;
}

export interface Flow {
  readonly id: string;
  readonly name?: string;
  readonly nameEn?: string;
  readonly source: string;
  readonly target: string;
  /** FEEL text without the leading `=`. */
  readonly condition?: string;
}

/** What a matter promises as a whole, read from `gov:` attributes of the process. */
export interface MatterTerms {
  /** Code of the matter's entry in the city's register. */
  readonly registerCode?: string;
  readonly leadDepartment?: string;
  /** The case clock, started by acceptance. */
  readonly limit?: Limit;
  readonly planDocument?: string;
  /** Names that a called flow gets from whoever calls it: its conditions may use them. */
  readonly inputs?: readonly string[];
  /** Departments' service items inside the matter, by registered code. */
  readonly items?: readonly string[];
}

/** A time limit as the law or the promise states it. */
export interface Limit {
  /** A positive number; halves allowed (0.5 working day). */
  readonly amount: number;
  readonly unit: LimitUnit;
  readonly kind: 'statutory' | 'promised';
  /** Legal basis, as text for people. */
  readonly basis?: string;
  /** `acceptance`: counted from the case's acceptance, whenever the step begins. */
  readonly from?: 'acceptance';
}

export type LimitUnit = 'workingDay' | 'calendarDay' | 'workingHour' | 'minute';

/** What every node carries, whatever its kind. */
export interface NodeBase {
  readonly id: string;
  readonly name?: string;
  /** The name in English, where the drawing gives one. */
  readonly nameEn?: string;
  /** The process key or the id of the sub-process that contains the node. */
  readonly scope: string;
  /** Ids of sequence flows, in document order. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly data?: DataTerms;
}

/** What flows into a node when it begins and out of it when it is done (BPMN 2.0, 10.4.2). */
export interface DataTerms {
  readonly inputs?: readonly DataFlow[];
  readonly outputs?: readonly DataFlow[];
  /** Data outputs that have their own way out. */
  readonly own?: readonly string[];
}

/** One data association. Names are those of variables. */
export interface DataFlow {
  readonly sources: readonly string[];
  readonly target: string;
  /** FEEL over the sources and what the node sees; without it (and without assignments) the first source is copied. */
  readonly transformation?: string;
  readonly assignments?: readonly Assignment[];
  /** Ids by which the texts name sources. */
  readonly aliases?: Readonly<Record<string, string>>;
}

export interface Assignment {
  /** FEEL. */
  readonly from: string;
  /** The member of the target that gets the value, from outside in; without it the whole target. */
  readonly members?: readonly string[];
}

/** What every activity (task, sub-process, call activity) may carry beside. */
export interface ActivityBase extends NodeBase {
  /** The flow taken when no condition holds. */
  readonly default?: string;
  readonly multiInstance?: MultiInstance;
  readonly loop?: StandardLoop;
  /** Tokens that one start takes; 1 without it. */
  readonly startQuantity?: number;
  /** Tokens that each outgoing flow taken gets; 1 without it. */
  readonly completionQuantity?: number;
  readonly inputs?: readonly Mapping[];
  readonly outputs?: readonly Mapping[];
  readonly step?: StepTerms;
  /** A compensation handler: no flow leads to it, it runs when what it undoes is compensated (BPMN 2.0, 10.7). */
  readonly forCompensation?: true;
}

/** The activity runs once for each entry of a list, or a number of times (BPMN 2.0, 10.3.7). */
export interface MultiInstance {
  readonly sequential: boolean;
  /** FEEL giving a list; either this, `collectionName` or `cardinality`. */
  readonly collection?: string;
  /** The variable that holds the list (loopDataInputRef). */
  readonly collectionName?: string;
  readonly element?: string;
  readonly cardinality?: string;
  readonly outputCollection?: string;
  readonly outputElement?: string;
  /** The variable of an instance that joins the output collection (outputDataItem), where no FEEL says it. */
  readonly outputName?: string;
  readonly completionCondition?: string;
  /** What is thrown at the activity's edge when instances are done. */
  readonly throws?: readonly LoopThrow[];
}

/** An event that a multi-instance activity throws: at its first instance done, at each, or at each that finds the condition true. */
export interface LoopThrow {
  readonly at: 'first' | 'each';
  readonly trigger: Trigger;
  readonly condition?: string;
}

/** The activity runs again while a condition holds (BPMN 2.0, 10.3.7). */
export interface StandardLoop {
  /** FEEL; the loop goes on while it holds. Without it only the maximum ends the loop. */
  readonly condition?: string;
  /** The condition is asked before the first round too. */
  readonly testBefore?: true;
  /** Most rounds. */
  readonly maximum?: number;
}

/** One line of an io mapping: `target` gets the value of the FEEL text `source`. */
export interface Mapping {
  readonly source: string;
  readonly target: string;
}

/** What the platform needs to know of a step, read from `gov:` attributes of an activity. */
export interface StepTerms {
  /** Department id, or FEEL after `=` (so that one drawing serves any participant). */
  readonly department?: string;
  readonly role?: StepRole;
  readonly limit?: Limit;
  /**
   * What the clocks around the step do while it is open. `stop`: the case's and the enclosing steps' stand. `restart`: the
   * case's stands, and the limits of the enclosing steps end as the step begins and start anew when it has ended (a visit
   * after rectification has its own time).
   */
  readonly clock?: 'run' | 'stop' | 'restart';
  /** Legal basis of a stopped clock, as text for people. */
  readonly clockBasis?: string;
  /** Id of a ladder under definitions/ladders; `none` switches cards off. */
  readonly ladder?: string;
  /** Registered code of the service item this step belongs to. */
  readonly item?: string;
  readonly form?: string;
  readonly materials?: readonly string[];
  /** Opinions the step may be answered with; the first is the default. Empty: a plain completion. */
  readonly opinions?: readonly Opinion[];
  /** What a refusal does: it is recorded and the flow decides, or it raises the BPMN error `DISAGREED`. */
  readonly onDisagree?: 'continue' | 'error';
  /** The applicant's stage this step stands for. */
  readonly stage?: string;
  /** Document (文书) that the step's completion issues, by its code. */
  readonly document?: string;
  /** Marks steps where silence must never count as consent (fire, gas, special equipment). */
  readonly safety?: boolean;
}

export type StepRole = 'clerk' | 'approver' | 'applicant' | 'supervisor' | 'operator';

/** 同意 / 附条件同意 / 不同意 / 不涉及. Sending back for 补正 is a procedure, not an opinion. */
export type Opinion = 'agree' | 'agreeWithConditions' | 'disagree' | 'notApplicable' | 'rectify';
