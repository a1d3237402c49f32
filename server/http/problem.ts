import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request, Response } from 'express';
import { DomainError, errors, type ErrorCode } from '../../engine/errors.ts';
import { isTransient } from '../orm.ts';
import { signs } from './joined.ts';
import { NUMBER_TOO_LONG } from './keptNumber.ts';

/** The languages of the platform's own texts; the first is the default. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** `words`: how people call a value of a detail; what has none is said as it stands. */
type Text = { readonly title: string; readonly detail?: string; readonly words?: { readonly [detail: string]: { readonly [value: string]: string } } };
type Texts = { readonly [code: string]: Text };

const folder = join(import.meta.dirname, '../../ui/messages');
const texts = Object.fromEntries(
  languages.map((language) => [language, JSON.parse(readFileSync(join(folder, language, 'errors.json'), 'utf8')) as Texts]),
) as Record<Language, Texts>;

/** The language the caller prefers; Chinese unless English is asked for first. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh-CN';
}

/** An RFC 9457 problem: stable `code`, texts in the caller's language, `details` for programs. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: ErrorCode;
  readonly traceId: string;
  readonly details?: { readonly [name: string]: unknown };
}

/** Builds the problem a refusal is told with. */
export function problemOf(error: DomainError, language: Language, traceId: string): ProblemBody {
  const { title, detail, words = {} }: Text = texts[language][error.code] ?? { title: error.code };
  return {
    type: `https://yijianshi.example/errors/${error.code}`,
    title: fill(title, error.details, language, words),
    status: errors[error.code].status,
    ...(detail !== undefined && { detail: fill(detail, error.details, language, words) }),
    code: error.code,
    traceId,
    ...(Object.keys(error.details).length > 0 && { details: error.details }),
  };
}

/** Sends a problem as `application/problem+json`. */
export function sendProblem(response: Response, problem: ProblemBody): void {
  const retryAfter = problem.details?.retryAfterSeconds;
  if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Any thrown value as a refusal: our own by its code, a parser's by its kind, what too many wanted at once as TOO_MANY_REQUESTS, everything else as INTERNAL. */
export function domainErrorOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const { type, code, name, message } = (error ?? {}) as { type?: unknown; code?: unknown; name?: unknown; message?: unknown };
  if (type === 'entity.too.large') return new DomainError('BODY_TOO_LARGE');
  if (message === NUMBER_TOO_LONG) return new DomainError('NUMBER_TOO_LONG');
  if (type === 'entity.parse.failed' || type === 'request.aborted' || type === 'request.size.invalid' || name === 'URIError') return new DomainError('BODY_MALFORMED');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return new DomainError('MEDIA_TYPE_UNSUPPORTED');
  if (typeof code === 'string' && storageCodes.test(code)) return new DomainError('STORAGE_UNAVAILABLE', { retryAfterSeconds: 2 });
  if (isTransient(error)) return new DomainError('TOO_MANY_REQUESTS', { retryAfterSeconds: 1 });
  return new DomainError('INTERNAL');
}

/** Database gone, full, read-only or locked for long (PostgreSQL classes 08, 53, 57P, 25006; SQLite's own names). */
const storageCodes = /^(08\w{3}|53\w{3}|57P\d\d|25006|ECONNREFUSED|ECONNRESET|SQLITE_(BUSY|FULL|IOERR|READONLY|CANTOPEN|LOCKED)\w*)$/;

function fill(text: string, details: { readonly [name: string]: unknown }, language: Language, words: NonNullable<Text['words']>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    // Own words of a refusal come in Chinese as `x`, in English as `xEn`.
    const value = (language === 'en' ? details[`${name}En`] : undefined) ?? details[name];
    if (value === undefined) return whole;
    return Array.isArray(value) ? value.join(signs[language].list) : (words[name]?.[String(value)] ?? String(value));
  });
}
