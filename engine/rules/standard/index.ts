import type { Problem } from '../../problem.ts';
import type { Source } from '../../xml/part.ts';
import { artifacts } from './artifacts.ts';
import { bothEnds } from './bothEnds.ts';
import { boundaryEvents } from './boundaryEvents.ts';
import { callActivities } from './callActivities.ts';
import { cancelEnds } from './cancelEnds.ts';
import { choreographies } from './choreographies.ts';
import { compensation } from './compensation.ts';
import { conditions } from './conditions.ts';
import { connected } from './connected.ts';
import { conversations } from './conversations.ts';
import { dataAssociations } from './dataAssociations.ts';
import { dataKinds } from './dataKinds.ts';
import { eventData } from './eventData.ts';
import { eventDefinitionsShared } from './eventDefinitionsShared.ts';
import { eventGateways } from './eventGateways.ts';
import { eventKinds } from './eventKinds.ts';
import { eventReferences } from './eventReferences.ts';
import { formalExpressions } from './formalExpressions.ts';
import { gateways } from './gateways.ts';
import { ids } from './ids.ts';
import { imports } from './imports.ts';
import { ioSpecifications } from './ioSpecifications.ts';
import { lanes } from './lanes.ts';
import { links } from './links.ts';
import { messageFlows } from './messageFlows.ts';
import { mimeTypes } from './mimeTypes.ts';
import { mustUnderstand } from './mustUnderstand.ts';
import { nameTwins } from './nameTwins.ts';
import { participants } from './participants.ts';
import { processes } from './processes.ts';
import { references } from './references.ts';
import { repeats } from './repeats.ts';
import { resources } from './resources.ts';
import { schema } from './schema.ts';
import { sequenceFlows } from './sequenceFlows.ts';
import { shapes } from './shapes.ts';
import type { StandardContext, StandardRule } from './standardRule.ts';
import { taskInterfaces } from './taskInterfaces.ts';
import { twins } from './twins.ts';

/** Every rule of BPMN 2.0 about a drawing as it is written. */
export const standardRules: readonly StandardRule[] = [
  ids, schema, imports, mustUnderstand, processes, sequenceFlows, bothEnds, connected, gateways, conditions, eventGateways, eventKinds, boundaryEvents, references, eventReferences, eventDefinitionsShared, twins, links,
  cancelEnds, compensation, repeats, formalExpressions, mimeTypes, artifacts, lanes, participants, messageFlows, choreographies, conversations, dataKinds, ioSpecifications, dataAssociations,
  taskInterfaces, eventData, callActivities, resources, nameTwins, shapes,
];

/** What breaks the standard in a drawing. */
export const checkSource = (source: Source, context: StandardContext): Problem[] => standardRules.flatMap((rule) => rule.check(source, context));
