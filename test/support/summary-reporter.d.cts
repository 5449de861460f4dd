/** Jest loads reporters as they stand, so this one is JavaScript; its type is here for its test. */
declare class SummaryReporter {
  constructor(globalConfig: object, options: object, edges?: { print?: (text: string) => unknown });
  onRunComplete(contexts: Set<unknown>, results: object): void;
}
export = SummaryReporter;
