import { onScopeDispose, reactive, readonly } from 'vue';
import { language } from './i18n.ts';
import { command, get, keepCsrf } from './api/client.ts';
import type { Names, Persona, Role, SessionAnswer } from './api/types.ts';

const state = reactive({
  user: null as string | null,
  name: '',
  names: { zh: '', en: '' } as Names,
  roles: [] as readonly Role[],
  actingAs: null as string | null,
  department: null as string | null,
  demo: false,
  roleBar: [] as readonly Persona[],
  /** Grows with every change of person: pages that show data of "mine" watch it. */
  turn: 0,
});

/** Who is signed in, as every page sees it. */
export const session = readonly(state);

/** Reads the session again, e.g. after signing in by the one-time link. */
export async function loadSession(): Promise<void> {
  take(await get<SessionAnswer>('/api/session'));
}

/** Signs in with a password. Throws `ApiProblem` when refused. */
export async function signIn(username: string, password: string): Promise<void> {
  await command('POST', '/api/session', { username, password });
  await loadSession();
}

export async function signOut(): Promise<void> {
  await command('DELETE', '/api/session');
  take({ user: null, name: '', roles: [], demo: state.demo, csrf: '' });
}

const toSettle = new Set<() => Promise<void>>();

/** Something the page must do while the person is still the same one, e.g. save a draft; until the component is gone. */
export function beforeActing(settle: () => Promise<void>): void {
  toSettle.add(settle);
  onScopeDispose(() => toSettle.delete(settle));
}

/** Goes on as another person of the demonstration city; null: as oneself. */
export async function actAs(persona: string | null): Promise<void> {
  await Promise.all([...toSettle].map((settle) => settle()));
  await command('POST', '/api/session/acting', { persona });
  await loadSession();
}

/** A person's name in the language of the page. */
export function nameOf(person: { readonly name: string; readonly names?: Names }): string {
  return (language() === 'en' ? person.names?.en : person.names?.zh) || person.name;
}

/** The name of a user as far as this page knows people: oneself and the role bar; else the user's id. */
export function userName(user: string): string {
  if (user === state.user && state.name !== '') return nameOf(state);
  const known = state.roleBar.find((persona) => persona.user === user);
  return known === undefined ? user : nameOf(known);
}

/** Whether the signed-in person has one of the roles. */
export function hasRole(...roles: readonly Role[]): boolean {
  return roles.some((role) => state.roles.includes(role));
}

/** Whether the signed-in person may open a page with these roles (`RouteMeta.roles`). */
export function mayOpen(roles: readonly Role[] | 'public' | undefined): boolean {
  if (roles === 'public') return true;
  return state.user !== null && (roles === undefined || hasRole(...roles));
}

function take(answer: SessionAnswer): void {
  keepCsrf(answer.csrf);
  Object.assign(state, {
    user: answer.user ?? null,
    name: answer.name ?? '',
    names: answer.names ?? { zh: answer.name ?? '', en: answer.name ?? '' },
    roles: answer.roles ?? [],
    actingAs: answer.actingAs ?? null,
    department: answer.department ?? null,
    demo: answer.demo ?? false,
    roleBar: answer.roleBar ?? [],
    turn: state.turn + 1,
  });
}
