import { attribute } from '../drawn.ts';
import type { Fixer } from './fix.ts';

/** Hearing, testing, inspection and expert review: 行政许可法, article 45. */
const ARTICLE_45 = '《中华人民共和国行政许可法》第四十五条';

/** A clock that stands for work outside the department stands by article 45; for an applicant there is no such rule to copy. */
export const clockBasis: Fixer = {
  codes: ['CLOCK_STOP_WITHOUT_BASIS'],
  propose: ({ element }) => (attribute(element, 'gov:role') === 'applicant' ? null : { id: 'clockBasis', params: { value: ARTICLE_45 }, edits: [{ kind: 'set', id: element.id, attribute: 'gov:clockBasis', value: ARTICLE_45 }] }),
};
