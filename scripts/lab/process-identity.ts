/** Which process a number means: shared with the locks of the applier. */
export * from '../process-identity';
