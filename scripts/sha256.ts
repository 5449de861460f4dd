/** Hash of a text, short enough to be kept by the thousand. */
import { createHash } from 'node:crypto';

export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('base64url');
