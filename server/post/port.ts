import type { PostPort } from '../../activities/ports.ts';
import { hashText } from '../../engine/canonical.ts';
import { keptUntil } from '../../engine/interpreter/earlyMessages.ts';
import { Case } from '../cases/Case.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { platform } from '../outbox/platform.ts';
import { deliverLetter } from './deliverLetter.ts';
import { KEPT_FOR } from './earlyLetters.ts';
import { worldOf } from './world.ts';

/** What cases throw for others, carried by the worker: to the world that the sender lives in. */
export function createPostPort(parts: OutboxParts): PostPort {
  return {
    async deliver({ caseNumber, command, at }) {
      const sender = await parts.orm.em.fork().findOne(Case, { caseNumber });
      if (!sender) return;
      await deliverLetter(parts, {
        id: hashText(`${caseNumber}/${command.id}`),
        world: worldOf(sender),
        kind: command.type === 'throwMessage' ? 'message' : 'signal',
        name: command.name,
        ...(command.type === 'throwMessage' && command.key !== undefined && { key: command.key }),
        variables: command.variables,
        sender: caseNumber,
        ...(command.type === 'throwMessage' && { keptUntil: keptUntil(at, KEPT_FOR) }),
        actor: platform,
      });
    },
  };
}
