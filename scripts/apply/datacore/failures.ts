/** What can become of a request, besides its answer. */
import { UsageError } from '../../usage-error';

/** The storage understood, and said no. */
export class Refused extends UsageError {
  constructor(
    readonly status: number,
    /** ErrorCode of the answer; undefined where it has none. */
    readonly code: number | undefined,
    private readonly what: string,
    readonly said: string,
    remedy?: string,
  ) {
    super(`DataCore refuses to ${what}: ${said}`, remedy);
  }

  withRemedy(remedy: string): Refused {
    return new Refused(this.status, this.code, this.what, this.said, remedy);
  }
}

/**
 * A write was sent and nobody knows what became of it: no answer in time, a broken connection, an internal error, or a conflict with
 * somebody else’s change. It is never just sent again: whoever catches this reads first.
 */
export class Unclear extends Error {
  constructor(
    readonly what: string,
    readonly why: string,
  ) {
    super(`it is unclear whether DataCore did ${what}: ${why}`);
  }
}
