import type { Problem } from '../../problem.ts';
import { attribute, nameOf, partsOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** How many of a participant there may be (BPMN 2.0, 9.3.1), and which process a pool shows. */
export const participants: StandardRule = {
  id: 'participants',
  check: (source) => [
    ...partsOf(source, 'participantMultiplicity').flatMap((part): Problem[] => {
      const [least, most] = [attribute(part, 'minimum'), attribute(part, 'maximum')].map((text) => (text === undefined ? undefined : Number(text)));
      const low = least !== undefined && least < 0 ? [broken(part, 'PARTICIPANT_MINIMUM', { value: least })] : [];
      const high = most !== undefined && (most < 1 || most < (least ?? 0)) ? [broken(part, 'PARTICIPANT_MAXIMUM', { value: most, least: least ?? 0 })] : [];
      return [...low, ...high, ...(most === undefined && (least ?? 0) > 1 ? [broken(part, 'PARTICIPANT_MAXIMUM', { value: 1, least: least! })] : [])];
    }),
    ...partsOf(source, 'participant').flatMap((part): Problem[] => {
      const written = attribute(part, 'processRef');
      const process = referred(source, part, 'processRef');
      if (written === undefined || nameOf(source, written) === null) return [];
      return process?.type === 'process' ? [] : [broken(part, 'PARTICIPANT_PROCESS', { reference: written })];
    }),
  ],
};
