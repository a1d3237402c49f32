import { runnable } from './Steps.ts';
import { foundation } from './0001-foundation.ts';
import { immutability } from './0002-immutability.ts';
import { appendOnly } from './0003-append-only.ts';
import { wideText } from './0004-wide-text.ts';
import { serviceRatings } from './0005-service-ratings.ts';
import { engineInstances } from './0006-engine-instances.ts';
import { definitionParts } from './0007-definition-parts.ts';
import { registerAndVersions } from './0008-register-and-versions.ts';
import { earlyMessages } from './0009-early-messages.ts';
import { replayGate } from './0010-replay-gate.ts';
import { gateFolds } from './0011-gate-folds.ts';
import { firstSaves } from './0012-first-saves.ts';
import { scenarioRuns } from './0013-scenario-runs.ts';
import { gateAnew } from './0014-gate-anew.ts';
import { replayedCases } from './0015-replayed-cases.ts';
import { messageContent } from './0016-message-content.ts';

/** All migrations in the order they are applied; a published one is never edited. */
export const steps = [foundation, immutability, appendOnly, wideText, serviceRatings, engineInstances, definitionParts, registerAndVersions, earlyMessages, replayGate, gateFolds, firstSaves, scenarioRuns, gateAnew, replayedCases, messageContent] as const;

export const migrations = steps.map(runnable);
