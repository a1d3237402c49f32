import { DomainError } from '../../engine/errors.ts';
import { acceptCase, type Acceptance, type Application } from '../cases/acceptCase.ts';
import type { EntityManager } from '../orm.ts';
import type { CaseServices } from '../outbox/services.ts';
import { offeredMatters } from '../matters/findMatter.ts';

/** A message with the application it carries (a project system that pushes instead of an applicant who files). */
export interface StartMessage extends Pick<Application, 'situations' | 'form' | 'materials'> {
  readonly name: string;
}

/**
 * Starts a case of the matter whose version in force has a message start event of that name; the application is checked as
 * at the window. @throws DomainError MESSAGE_UNKNOWN when no matter on offer starts with it
 */
export async function startByMessage(services: CaseServices, em: EntityManager, { name, ...application }: StartMessage, acceptance: Acceptance): Promise<string> {
  for (const version of await offeredMatters(em, acceptance.now)) {
    const program = version.verified();
    const start = program.processes[program.main]?.nodes.find(
      (node) => node.kind === 'startEvent' && node.scope === program.main && node.trigger.kind === 'message' && node.trigger.name === name,
    );
    if (start) return acceptCase(services, { ...application, matter: version.key, startNode: start.id }, acceptance);
  }
  throw new DomainError('MESSAGE_UNKNOWN', { name });
}
