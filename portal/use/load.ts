import { getCurrentInstance, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { i18n } from '../../ui/i18n.ts';
import { session } from '../../ui/session.ts';
import { ApiProblem, problemText } from '../../ui/api/problem.ts';

/** Why a page has no data: no right to it, nothing there, or the platform could not be reached or failed. */
export type LoadFault = { readonly kind: 'forbidden' | 'signedOut' | 'missing' | 'failed'; readonly message: string };

/** Data on its way to a page. `data` keeps the last good answer while a newer one loads, so nothing flickers. */
export interface Loading<T> {
  readonly data: ShallowRef<T | null>;
  readonly fault: Ref<LoadFault | null>;
  readonly busy: Ref<boolean>;
  /** Loads again; an answer that a later call has overtaken is dropped. */
  reload(): Promise<void>;
}

/** Wraps one request as page data; starts at once unless `idle`, and again when the page changes its language or its person. */
export function useLoad<T>(ask: () => Promise<T>, options: { idle?: boolean } = {}): Loading<T> {
  const data = shallowRef<T | null>(null) as ShallowRef<T | null>;
  const fault = ref<LoadFault | null>(null);
  const busy = ref(false);
  let turn = 0;
  async function reload(): Promise<void> {
    const mine = ++turn;
    busy.value = true;
    try {
      const answer = await askTwice(ask);
      if (mine !== turn) return;
      data.value = answer;
      fault.value = null;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }
  if (!options.idle) void reload();
  if (getCurrentInstance()) {
    watch(
      () => i18n.global.locale.value,
      () => {
        if (data.value !== null) void reload();
      },
    );
    // Another person sees other things: nothing of the one before stays on the page.
    watch(
      () => session.turn,
      () => {
        if (options.idle && data.value === null) return;
        data.value = null;
        void reload();
      },
    );
  }
  return { data, fault, busy, reload };
}

/** A change of person ends the session before; a request that was on its way then is asked again as the new one. */
async function askTwice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401 || session.user === null) throw error;
    await new Promise((resolve) => setTimeout(resolve, 400));
    return ask();
  }
}

/** Sorts an error into the kinds a page shows differently. */
export function faultOf(error: unknown): LoadFault {
  const status = error instanceof ApiProblem ? error.status : 0;
  const kind = status === 401 ? 'signedOut' : status === 403 ? 'forbidden' : status === 404 ? 'missing' : 'failed';
  return { kind, message: problemText(error) };
}
