import { instanceOf, type Machine } from '../machine.ts';

/** A person takes a work item, or (null) puts it back. */
export function claim(m: Machine, id: number, user: string | null): void {
  const task = instanceOf(m, id).task!;
  if (user === null) delete task.claimedBy;
  else task.claimedBy = user;
  m.log.push({ type: 'claimed', instance: id, user });
}
