import type { ActivityPorts, Letter } from './ports.ts';

/** Hands a thrown message or signal to those outside the case who wait for it, or to whom it starts; the same one again has no second effect. */
export async function post(ports: ActivityPorts, letter: Letter): Promise<void> {
  await ports.post.deliver(letter);
}
