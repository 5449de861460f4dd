/** Options that the commands of the lab share. */
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { LABS } from './folder';

export const labsOption = () =>
  new Option('--labs <folder>', 'folder of all labs').default(LABS).argParser((value: string) => {
    const file = fileIn(resolve(value));
    if (file !== undefined) throw new InvalidArgumentError(`${file} is a file: name a folder, which is made where it is not there`);
    return value;
  });

/** The part of a path that is there and is no folder. */
function fileIn(path: string): string | undefined {
  if (existsSync(path)) return statSync(path).isDirectory() ? undefined : path;
  return dirname(path) === path ? undefined : fileIn(dirname(path));
}

export const providerOption = () =>
  new Option('--provider <kind>', 'Terraform providers (default: the real ones where terraform init gets them, else the stand-in)').choices(
    ['real', 'stand-in'],
  );

export const recoveryOption = () =>
  new Option('--recovery <ms>', 'how long the simulated DataCore takes to make a mirror whole, in milliseconds')
    .default(200)
    .argParser((value: string) => {
      const milliseconds = Number(value);
      if (!Number.isInteger(milliseconds) || milliseconds < 0) throw new InvalidArgumentError('write a whole number, 0 or more');
      return milliseconds;
    });

export const onlyOption = () =>
  new Option('--only <stacks>', 'names of stacks, with commas; what they stand on is deployed too').argParser((value: string) =>
    value.split(',').map((name) => name.trim()),
  );

export const parallelOption = () =>
  new Option('--parallel <stacks>', 'stacks that are worked on at the same time, at most').default(2).argParser((value: string) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1 || number > 16) throw new InvalidArgumentError('write a whole number from 1 to 16');
    return number;
  });

export const REHEARSE_CODES = `
Exit codes: 0 all is as it must be, 1 an error in the estate or in the call, or a tool is missing, 3 a step is not as it must be,
4 a plan would destroy data that nobody approved, 130 and 143 stopped. The record is described in scripts/lab/README.md.`;
