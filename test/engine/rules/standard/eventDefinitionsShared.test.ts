import { eventDefinitionsShared } from '../../../../engine/rules/standard/eventDefinitionsShared.ts';
import { standardTable } from '../../../support/standardTable.ts';

const refers = (to: string) => `<intermediateCatchEvent id="c"><eventDefinitionRef>${to}</eventDefinitionRef></intermediateCatchEvent>`;

standardTable(eventDefinitionsShared, {
  valid: [['a definition beside the processes', { drawn: refers('t'), more: '<timerEventDefinition id="t"><timeDuration>PT1H</timeDuration></timerEventDefinition>' }]],
  invalid: [
    ['a definition inside another event', '<endEvent id="e"><signalEventDefinition id="own" signalRef="signal_s"/></endEvent>' + refers('own'), ['e EVENT_DEFINITION_SHARED']],
    ['nothing', refers('gone'), ['c REFERENCE_UNKNOWN']],
    ['something else', refers('message_m'), ['c REFERENCE_KIND']],
  ],
});
