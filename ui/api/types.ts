/** Roles of the platform; the server checks them on every route. */
export type Role = 'designer' | 'publisher' | 'clerk' | 'approver' | 'supervisor' | 'auditor' | 'operator' | 'administrator';

/** One of the people a visitor of the demonstration city may act as. */
export interface Persona {
  readonly user: string;
  readonly name: string;
  readonly names?: Names;
  readonly roles: readonly Role[];
  readonly department?: string | null;
  /** Shown in the role bar at once; the others in its list. */
  readonly main?: boolean;
}

/** A name in both languages. */
export interface Names {
  readonly zh: string;
  readonly en: string;
}

/** Answer of `GET /api/session`. */
export interface SessionAnswer {
  readonly user: string | null;
  readonly name: string;
  readonly names?: Names;
  readonly roles: readonly Role[];
  readonly actingAs?: string | null;
  readonly department?: string | null;
  /** A demonstration city on loopback: invented data, role bar, virtual clock. */
  readonly demo: boolean;
  readonly csrf: string;
  readonly roleBar?: readonly Persona[];
}

/** RFC 9457 body that every refused request carries. */
export interface ProblemBody {
  readonly type?: string;
  readonly title?: string;
  readonly status: number;
  readonly detail?: string;
  /** Stable code of engine/errors.ts. */
  readonly code?: string;
  /** What a program may use: counts, ids, the current state of what was refused. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly [extension: string]: unknown;
}
