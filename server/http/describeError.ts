/**
 * An unexpected error for the log: its name and where it came from. A database's message repeats the statement with its
 * values, which may be personal: of those only the code is told.
 */
export function describeError(error: unknown): { name: string; code?: string; message?: string; frames: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { code, sql, query } = error as { code?: unknown; sql?: unknown; query?: unknown };
  const fromDatabase = sql !== undefined || query !== undefined || error.name.endsWith('Exception') || error.constructor.name.endsWith('Exception');
  return {
    name: error.constructor.name,
    ...(typeof code === 'string' && { code }),
    ...(!fromDatabase && { message: error.message.slice(0, 500) }),
    frames: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim()),
  };
}
