/** Errors of the system carry their code, as `ENOENT`; whether they are `Error`s depends on who made them. Undefined for any other error. */
export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
