/** Words and places of the findings about the register. */
import type { Place } from '../finding';
import { REGISTER_FILE } from './types';

/** What is no data itself, but must not vanish under those that have some. */
export const CARRIERS: Readonly<Record<string, string>> = {
  switch: 'carries the networks of running machines',
  network: 'has machines on it',
  host: 'runs machines (empty it first, in maintenance mode)',
  cluster: 'runs machines',
  role: 'lets people work',
  folder: 'has the machines of its owner in it',
  permissions: 'let people work',
};

/** A place in the register; its keys stand two columns in. */
export const lineAt = (line: number, length: number): Place => ({ file: REGISTER_FILE, line, column: length === 1 ? 1 : 3, length });
