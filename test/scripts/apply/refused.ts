/** What a person is told when something is refused: the whole message, with its remedy, which comparing errors would leave out. */
import { UsageError } from '../../../scripts/usage-error';

export type Refusal = readonly [message: string, remedy: string | undefined];

/** Message and remedy of the `UsageError` that `work` throws; any other error goes on, and where there is none it says so. */
export async function refusal(work: () => unknown): Promise<Refusal> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UsageError) return [error.message, error.remedy];
    throw error;
  }
  return ['nothing was refused', undefined];
}
