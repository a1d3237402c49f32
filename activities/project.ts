import type { ActivityPorts, ProjectionBatch } from './ports.ts';

/** Writes a batch to the read model. It throws while the database is away; Temporal repeats it until it is back. */
export async function project(ports: ActivityPorts, batch: ProjectionBatch): Promise<void> {
  await ports.readModel.apply(batch);
}
