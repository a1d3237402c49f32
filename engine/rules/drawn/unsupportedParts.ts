import { attribute, child, children, type Drawn, extension } from '../../drawn.ts';
import { type Problem, problem, warning } from '../../problem.ts';
import type { Profile } from '../../program.ts';
import { BOTH, type DrawnRule } from '../rule.ts';
import { idOf, walk } from './walk.ts';

type Check = (part: Drawn, profile: Profile) => Problem[];

const activity: readonly Check[] = [
  (part) => (children(part, 'resources').length > 0 ? [warning(idOf(part), 'PART_IGNORED', { part: 'resourceRole' })] : []),
];

/** A trigger opens an event sub-process once for each time it happens: nothing is mapped in, and it does not loop. */
const eventSubProcess: Check = (part) => {
  if (part.get('triggeredByEvent') !== true) return [];
  const mapping = extension(part, 'zeebe:IoMapping');
  return [
    ...(child(part, 'loopCharacteristics') ? [problem(idOf(part), 'PART_UNSUPPORTED', { part: 'loopCharacteristics' })] : []),
    ...(mapping && children(mapping, 'inputParameters').length > 0 ? [problem(idOf(part), 'PART_UNSUPPORTED', { part: 'zeebe:input' })] : []),
  ];
};

/** Parts of standard elements that this platform does not execute, by moddle type. */
const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  'bpmn:ReceiveTask': activity,
  'bpmn:UserTask': activity,
  'bpmn:ServiceTask': activity,
  'bpmn:SendTask': activity,
  'bpmn:SubProcess': [...activity, eventSubProcess],
  'bpmn:Transaction': activity,
  'bpmn:CallActivity': activity,
  'bpmn:FormalExpression': [
    (part) => {
      const language = attribute(part, 'language');
      return language === undefined || /feel/i.test(language) ? [] : [problem(idOf(part), 'LANGUAGE_UNSUPPORTED', { language })];
    },
  ],
  'bpmn:TimerEventDefinition': [
    (part) => {
      const drawn = ['timeDate', 'timeDuration', 'timeCycle'].filter((name) => child(part, name) !== undefined);
      return drawn.length > 1 ? [problem(idOf(part), 'PART_UNSUPPORTED', { part: drawn.join(' + ') })] : [];
    },
  ],
};

const ROOTS_READ: ReadonlySet<string> = new Set(['bpmn:Process', 'bpmn:GlobalTask', 'bpmn:GlobalUserTask', 'bpmn:GlobalManualTask', 'bpmn:GlobalScriptTask', 'bpmn:GlobalBusinessRuleTask', 'bpmn:Collaboration', 'bpmn:Message', 'bpmn:Signal', 'bpmn:Error', 'bpmn:ItemDefinition', 'bpmn:Escalation', 'bpmn:Category', 'bpmn:DataStore', 'bpmn:Interface', 'bpmn:Resource', 'bpmn:EndPoint', 'bpmn:PartnerEntity', 'bpmn:PartnerRole', 'bpmn:CorrelationProperty']);

/** Nothing of the standard is drawn in vain: what is not executed is refused or listed by name (B-18). */
export const unsupportedParts: DrawnRule = {
  id: 'unsupported-parts',
  profiles: BOTH,
  check: (definitions, profile) => [
    ...children(definitions, 'rootElements')
      .filter(({ $type }) => !ROOTS_READ.has($type) && !$type.endsWith('EventDefinition'))
      .map(({ id, $type }) => problem(id, 'ELEMENT_UNSUPPORTED', { type: $type.replace('bpmn:', '') })),
    ...[...walk(definitions)].flatMap((part) => (CHECKS[part.$type] ?? []).flatMap((check) => check(part, profile))),
  ],
};
