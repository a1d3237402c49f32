import { i18n } from '../i18n.ts';
import type { ProblemBody } from './types.ts';

/** A refused or unanswered request, with the server's RFC 9457 body. */
export class ApiProblem extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.code ?? body.title ?? `HTTP ${body.status}`);
    this.name = 'ApiProblem';
    this.body = body;
  }

  /** HTTP status; 0 when no answer came. */
  get status(): number {
    return this.body.status;
  }

  /** Stable code of engine/errors.ts, or `NOT_REACHED`, or `HTTP_<status>`. */
  get code(): string {
    return this.body.code ?? `HTTP_${this.body.status}`;
  }

  /** Whether the server has said its last word, so that repeating the same request is pointless. */
  get definite(): boolean {
    // Who asks while the first try is still worked on has not been answered yet.
    return ![0, 502, 503, 504].includes(this.status) && this.code !== 'IDEMPOTENCY_IN_PROGRESS';
  }
}

/** What to tell a person about anything thrown by the api client, in the language of the page. */
export function problemText(error: unknown): string {
  const { t, te } = i18n.global;
  if (!(error instanceof ApiProblem)) {
    // Ours to mend: the person gets a sentence, the console the cause.
    console.error(error);
    return t('common.error.unexpected');
  }
  const { body, code, status } = error;
  // The server words its refusals itself, in the language the request asked for.
  if (body.title !== undefined && body.code !== undefined) return [body.title, body.detail].filter((part) => part !== undefined).join(t('common.error.between'));
  if (te(`common.error.${code}`)) return t(`common.error.${code}`);
  if (te(`common.error.HTTP_${status}`)) return t(`common.error.HTTP_${status}`);
  return body.detail ?? body.title ?? t('common.error.status', { status });
}
