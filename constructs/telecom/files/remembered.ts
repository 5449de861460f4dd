/** Answers about a Model, found once each: the files of every router ask the same questions, and a Model may hold thousands of networks. */
import type { Model } from '../../../config/model/model';

export function remembered<T>(find: (model: Model, key: string) => T): (model: Model, key?: string) => T {
  const known = new WeakMap<Model, Map<string, T>>();
  return (model, key = '') => {
    const answers = known.get(model) ?? new Map<string, T>();
    known.set(model, answers);
    const answer = answers.get(key);
    if (answer !== undefined) return answer;
    const found = find(model, key);
    answers.set(key, found);
    return found;
  };
}
