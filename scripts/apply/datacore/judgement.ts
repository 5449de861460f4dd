/** What an answer means: a value, a reason to ask elsewhere or to look again, or an end. */
import { UsageError } from '../../usage-error';
import type { Outcome } from './exchange';
import { Refused } from './failures';

/** The value of an answer; or, as a text, why another endpoint (or another look) is needed. Throws what must not be tried again. */
export function judged(outcome: Outcome, endpoint: string, what: string, secrets: readonly string[]): string | { readonly value: unknown } {
  if (outcome.kind === 'untrusted') {
    throw new UsageError(
      `${endpoint} shows a certificate that is not believed (${outcome.why})`,
      'put the certificate of your CA (PEM) into a file and name it in CORDEE_DATACORE_CA; verification cannot be switched off',
    );
  }
  if (outcome.kind !== 'answer') return outcome.why;
  const { status, text } = outcome;
  if (status >= 200 && status < 300) return { value: text === '' ? undefined : parsed(text, endpoint) };
  const { code, said } = refusalIn(text, secrets);
  if (status === 401 || status === 403) {
    throw new UsageError(
      `${endpoint} does not accept DATACORE_USER and DATACORE_PASSWORD (${String(status)}: ${said})`,
      'correct them; nothing was tried a second time, so that no account is locked',
    );
  }
  if (status === 409 || (status >= 500 && status !== 501)) return `${String(status)}: ${said}`;
  throw new Refused(status, code, what, said);
}

function parsed(text: string, endpoint: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${endpoint} answers something that is no JSON`, 'is this really the REST service of SANsymphony?');
  }
}

/** `{"ErrorCode": 9, "ErrorMessage": "…"}`; some versions say `Message`. A page of HTML has neither. */
function refusalIn(text: string, secrets: readonly string[]): { readonly code: number | undefined; readonly said: string } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const message = fields['ErrorMessage'] ?? fields['Message'];
  const code = fields['ErrorCode'];
  return {
    code: typeof code === 'number' ? code : undefined,
    said: typeof message === 'string' && message.trim() !== '' ? hidden(message, secrets) : 'it gives no reason',
  };
}

/** A service may repeat what it was sent. */
const hidden = (message: string, secrets: readonly string[]): string =>
  secrets.reduce((text, secret) => text.replaceAll(secret, '…'), message.trim().replace(/\s+/g, ' '));
