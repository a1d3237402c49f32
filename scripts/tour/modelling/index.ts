import type { Walker } from '../walker.ts';
import { drawSteps, makeDefinition, writeForms } from './draw.ts';
import { proveDeadline, publish, register, rehearse } from './publish.ts';
import { runCase } from './runCase.ts';

/** A matter modelled from nothing by mouse and keyboard: drawn, proved, tried, published by another, and run. */
export const MODELLING: readonly { readonly title: string; readonly walk: (walker: Walker) => Promise<void> }[] = [
  { title: 'a new flow in the library', walk: makeDefinition },
  { title: 'questions, form, materials and items', walk: writeForms },
  { title: 'the steps, in the outline', walk: drawSteps },
  { title: 'an entry in the register, asked for and granted', walk: register },
  { title: 'the promise proved for every situation', walk: proveDeadline },
  { title: 'tried to its end and kept as a scenario', walk: rehearse },
  { title: 'sent for review and published by another', walk: publish },
  { title: 'a case of it', walk: runCase },
];
