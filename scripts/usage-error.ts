/** Something the user asked for that cannot be done: printed as one or two lines, exit code 1, never a stack trace. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly remedy?: string,
  ) {
    super(message);
  }
}

/** A word of a command as a shell wants it: in quotes where it holds more than letters, digits and the marks of paths. */
export const quoted = (word: string): string => (/^[\w./~@:+-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`);
