/** What the REST service refuses: an HTTP status and the envelope that its clients know. */
export class Refusal extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    message: string,
    /** Only 4 (no session) and 9 (no ServerHost) are known from clients; 0 stands for a number that is not published. */
    readonly code: 0 | 4 | 9 = 0,
  ) {
    super(message);
  }
}

export const badRequest = (message: string, code: 0 | 4 | 9 = 0): Refusal => new Refusal(400, message, code);

/** For calls whose payload is not published: inventing an answer would teach a client something untrue. */
export const notPublished = (what: string): Refusal => new Refusal(501, `simulator: ${what} is not published, so it is not simulated`);
