import type { PayloadCodec } from '@temporalio/common';
import { defaultPayloadConverter } from '@temporalio/common';
import type { CaseCommand } from '../../workflows/messages.ts';
import type { RunHistory } from './history.ts';

/**
 * Changes the first opinion in a fetched copy of a history, so that a visitor of the demonstration city can see that a
 * verification names it. The history itself is not touched. False where the case holds no opinion.
 */
export async function changeOneOpinion(runs: readonly RunHistory[], codec: PayloadCodec): Promise<boolean> {
  for (const { history } of runs) {
    for (const event of history.events ?? []) {
      const args = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.args;
      if (!args?.payloads?.length) continue;
      const [opened] = await codec.decode(args.payloads);
      const accepted = defaultPayloadConverter.fromPayload<CaseCommand>(opened!);
      if (accepted.event?.type !== 'complete' || accepted.event.opinion === undefined) continue;
      const opinion = accepted.event.opinion === 'disagree' ? 'agree' : 'disagree';
      args.payloads = await codec.encode([defaultPayloadConverter.toPayload({ ...accepted, event: { ...accepted.event, opinion } })!]);
      return true;
    }
  }
  return false;
}
