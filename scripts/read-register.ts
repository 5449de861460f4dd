/** A register as it lies on disk. */
import { existsSync, readFileSync, statSync } from 'node:fs';

/** True for a folder and the like: what cannot be read must not be taken for a register that is not there. */
export const isUnreadable = (path: string): boolean => existsSync(path) && !statSync(path).isFile();

/** Its text with the line ends that it was written with: a checkout on another system may have changed them, and nothing else. */
export const readRegister = (path: string): string => readFileSync(path, 'utf8').replace(/\r\n/g, '\n');
