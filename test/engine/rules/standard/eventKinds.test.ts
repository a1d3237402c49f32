import { eventKinds } from '../../../../engine/rules/standard/eventKinds.ts';
import { standardTable } from '../../../support/standardTable.ts';

const KINDS = ['message', 'timer', 'conditional', 'signal', 'escalation', 'error', 'compensate', 'cancel', 'link', 'terminate'] as const;
type Kind = (typeof KINDS)[number];

interface Place {
  readonly of: (definitions: string) => string;
  readonly code: string;
  readonly kinds: readonly Kind[];
  readonly plain: string | null;
}

const caught: readonly Kind[] = ['message', 'timer', 'conditional', 'signal'];
const inside = (attributes: string, start = '') => (definitions: string) => `<subProcess id="s" ${attributes}><startEvent id="e" ${start}>${definitions}</startEvent></subProcess>`;
const PLACES: Readonly<Record<string, Place>> = {
  'the start of a process': { of: (definitions) => `<startEvent id="e">${definitions}</startEvent>`, code: 'START_KIND', kinds: caught, plain: null },
  'the start of a sub-process': { of: inside(''), code: 'SUB_PROCESS_START_TRIGGER', kinds: [], plain: null },
  'the start of an event sub-process': { of: inside('triggeredByEvent="true"'), code: 'EVENT_SUB_PROCESS_START_KIND', kinds: [...caught, 'escalation', 'error', 'compensate'], plain: 'EVENT_SUB_PROCESS_START_PLAIN' },
  'one that does not interrupt': { of: inside('triggeredByEvent="true"', 'isInterrupting="false"'), code: 'EVENT_SUB_PROCESS_START_BESIDE', kinds: [...caught, 'escalation'], plain: 'EVENT_SUB_PROCESS_START_PLAIN' },
  'an intermediate catch': { of: (definitions) => `<intermediateCatchEvent id="e">${definitions}</intermediateCatchEvent>`, code: 'CATCH_KIND', kinds: [...caught, 'link'], plain: 'CATCH_WITHOUT_EVENT' },
  'an intermediate throw': { of: (definitions) => `<intermediateThrowEvent id="e">${definitions}</intermediateThrowEvent>`, code: 'THROW_KIND', kinds: ['message', 'escalation', 'compensate', 'link', 'signal'], plain: null },
  'an end': { of: (definitions) => `<endEvent id="e">${definitions}</endEvent>`, code: 'END_KIND', kinds: ['message', 'escalation', 'error', 'cancel', 'compensate', 'signal', 'terminate'], plain: null },
  'an edge': { of: (definitions) => `<boundaryEvent id="e" attachedToRef="a">${definitions}</boundaryEvent>`, code: 'BOUNDARY_KIND', kinds: [...caught, 'escalation', 'error', 'compensate', 'cancel'], plain: 'BOUNDARY_WITHOUT_EVENT' },
  'an edge beside': { of: (definitions) => `<boundaryEvent id="e" attachedToRef="a" cancelActivity="false">${definitions}</boundaryEvent>`, code: 'BOUNDARY_BESIDE', kinds: [...caught, 'escalation'], plain: 'BOUNDARY_WITHOUT_EVENT' },
};
const definition = (kind: Kind) => `<${kind}EventDefinition/>`;
const all = Object.entries(PLACES).flatMap(([place, { of, code, kinds }]) => KINDS.map((kind) => ({ place, kind, drawn: of(definition(kind)), code, allowed: kinds.includes(kind) })));

standardTable(eventKinds, {
  valid: [
    ...all.filter(({ allowed }) => allowed).map(({ place, kind, drawn }) => [`${kind} at ${place}`, drawn] as const),
    ...Object.entries(PLACES).filter(([, { plain }]) => plain === null).map(([place, { of }]) => [`no trigger at ${place}`, of('')] as const),
    ['a multiple catch of messages and signals', PLACES['an intermediate catch']!.of(definition('message') + definition('signal'))],
  ],
  invalid: [
    ...all.filter(({ allowed }) => !allowed).map(({ place, kind, drawn, code }) => [`${kind} at ${place}`, drawn, [`e ${code}`]] as const),
    ...Object.entries(PLACES).flatMap(([place, { of, plain }]) => (plain === null ? [] : [[`no trigger at ${place}`, of(''), [`e ${plain}`]] as const])),
    ['a multiple catch with an escalation in it', PLACES['an intermediate catch']!.of(definition('message') + definition('escalation')), ['e CATCH_KIND']],
    ['a kind that stands beside, by reference', { drawn: '<startEvent id="e"><eventDefinitionRef>shared</eventDefinitionRef></startEvent>', more: '<errorEventDefinition id="shared"/>' }, ['e START_KIND']],
  ],
});
