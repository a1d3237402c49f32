/** Minutes after which the timer of an event is due: far enough apart that two of different events never fall together. */
export const minutesOf = (id: string): number => 60 + Number(id.slice(1)) * 10_007;

/** The variable a conditional event looks at. */
export const flagOf = (id: string): string => `c_${id}`;

/** The variable an exclusive or inclusive gateway decides by. */
export const choiceOf = (id: string): string => `v_${id}`;

/** The variable that counts the rounds of a loop. */
export const countOf = (id: string): string => `n_${id}`;

/** A part of a block that has an element of its own. */
export const partOf = (id: string, part: string): string => `${id}_${part}`;
