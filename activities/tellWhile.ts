import type { ActivityPorts, CallAnswer, ProjectionBatch } from './ports.ts';

/**
 * Writes what rode along with a call while the call is made. A database that is away keeps no department waiting: the
 * answer says that nothing was written, and the case sends it again by itself.
 */
export async function tellWhile(ports: Pick<ActivityPorts, 'readModel' | 'log'>, told: ProjectionBatch | undefined, call: () => Promise<CallAnswer>): Promise<CallAnswer> {
  if (!told) return call();
  const written = ports.readModel.apply(told).then(
    () => true,
    () => (ports.log.warn({ caseNumber: told.caseNumber }, 'the read model was not written along with a call'), false),
  );
  try {
    const outcome = await call();
    return (await written) ? outcome : { ...outcome, untold: true };
  } finally {
    await written;
  }
}
