import { timers } from '../../../engine/rules/timers.ts';
import { cycle, duration, start } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const at = (inner: string) => `${start}<intermediateCatchEvent id="t">${inner}</intermediateCatchEvent>`;
const timer = (inner: string, attributes = '') => at(`<timerEventDefinition ${attributes}>${inner}</timerEventDefinition>`);

ruleTable(timers, {
  valid: [
    ...['P1D', 'PT0S', 'P1Y2M10DT2H30M', '=wait'].map((text) => ({ title: `duration ${text}`, drawn: at(duration(text)) })),
    { title: 'a cycle that ends', drawn: at(cycle('R100/PT1M')) },
    ...['R3/2026-01-01T00:00:00Z/P1D', 'R3/2026-01-01/2026-01-02', 'R3/P1D/2026-01-01T00:00:00Z'].map((text) => ({ title: `the cycle ${text}`, drawn: at(cycle(text)) })),
    { title: 'a date', drawn: timer('<timeDate>2020-01-01T09:00:00+08:00</timeDate>') },
    { title: 'a cycle in FEEL that ends', drawn: at(cycle('="R10/P1D"')) },
    { title: 'a cycle that depends on the case', drawn: at(cycle('=rhythm')) },
    { title: 'working days', drawn: timer('', 'gov:workingDays="5"') },
  ],
  invalid: [
    { title: 'no time', drawn: timer(''), says: ['t TIMER_MISSING'] },
    ...['P', 'soon', '1D', 'P1.5D', 'PT99999999H', '* * * * * *'].map((text) => ({ title: `duration ${text} (B-30)`, drawn: at(duration(text)), profile: 'bpmn' as const, says: ['t TIMER_INVALID'] })),
    ...['R1000000/PT0S', 'R0/PT1M', 'PT1M', '* * *', 'R3/P1D/soon', 'R3/P1D/P1D'].map((text) => ({ title: `cycle ${text} (B-30)`, drawn: at(cycle(text)), says: ['t TIMER_INVALID'] })),
    ...['* * * * *', '0 0 9 * * MON-FRI', '@daily', '0 */5 * ? * *'].map((text) => ({ title: `the cron expression ${text}, by name (B-30)`, drawn: at(cycle(text)), profile: 'bpmn' as const, says: ['t TIMER_CRON'] })),
    { title: 'the 30th of February (B-30)', drawn: timer('<timeDate>2024-02-30</timeDate>'), says: ['t TIMER_INVALID'] },
    { title: 'a part of a working day', drawn: timer('', 'gov:workingDays="1.5"'), says: ['t TIMER_INVALID'] },
    ...['R/PT1S', 'R/PT1H', 'R101/PT1M', 'R5/PT59S', 'R/P1D/2026-01-01', 'R101/PT1M/2026-01-01', 'R5/PT59S/2026-01-01', 'R/2026-01-01/2026-01-02'].map((text) => ({ title: `cycle ${text}, too often or without end (B-30)`, drawn: at(cycle(text)), says: ['t TIMER_TOO_OFTEN'] })),
    { title: 'a storm hidden in FEEL (B-30)', drawn: at(cycle('="R" + "/PT1S"')), says: ['t TIMER_TOO_OFTEN'] },
    { title: 'a duration in FEEL that is none', drawn: at(duration('="soon"')), says: ['t TIMER_INVALID'] },
    { title: 'a storm beside a step, one of several triggers', drawn: start + '<userTask id="a"/><boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><signalEventDefinition signalRef="signal_s"/><timerEventDefinition><timeCycle>R/PT1S</timeCycle></timerEventDefinition></boundaryEvent>', says: ['t TIMER_TOO_OFTEN'] },
    { title: 'an endless cycle, as a warning', drawn: at(cycle('R/PT1H')), profile: 'bpmn', says: ['t TIMER_TOO_OFTEN?'] },
    { title: 'a cycle of thirty years up to an end (T-09)', drawn: at(cycle('R2/P30Y/2090-01-01')), says: ['t TIMER_TOO_FAR'] },
    { title: 'thirty years (T-09)', drawn: at(duration('P30Y')), says: ['t TIMER_TOO_FAR'] },
  ],
});
