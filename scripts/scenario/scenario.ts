import { readFileSync } from 'node:fs';
import { readScenario as read } from '../../definitions/matters/scenarioSchema.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';

/** @throws an error naming the first member that is wrong. */
export const readScenario = (path: string): Scenario => read(JSON.parse(readFileSync(path, 'utf8')));
