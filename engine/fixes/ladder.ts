import type { Fixer } from './fix.ts';

/** An unknown ladder becomes the city's own; where the clock stands for an applicant, none. */
export const ladder: Fixer = {
  codes: ['LADDER_UNREGISTERED', 'CARDS_FOR_APPLICANT'],
  propose({ problem, element, register }) {
    const value = problem.code === 'CARDS_FOR_APPLICANT' ? 'none' : register.ladders.find((id) => id !== 'none');
    return value === undefined ? null : { id: value === 'none' ? 'noLadder' : 'usualLadder', edits: [{ kind: 'set', id: element.id, attribute: 'gov:ladder', value }] };
  },
};
