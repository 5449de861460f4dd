/** Something the user asked for that cannot be done: printed as one or two lines, exit code 1, never a stack trace. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly remedy?: string,
  ) {
    super(message);
  }
}
