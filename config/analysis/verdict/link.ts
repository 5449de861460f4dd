/** One clause of the sentence that says why. */
export interface Link {
  /** Model path of what the clause is about, as exact as the cause is known; its line is shown. */
  readonly path: string;
  /** For people. Begins with `which` or `whose` where it goes on about what the clause before ended with; else it stands for itself. */
  readonly says: string;
  /** How long it takes, or how old the copy may be: what the clause is about. */
  readonly seconds?: number;
  /** Set where it explains only why it is late (`time`), or only why data are lost (`data`). */
  readonly about?: 'time' | 'data';
}
