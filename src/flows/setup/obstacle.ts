/** Something that keeps a shell from loading jpaws by its start-up file. */
export interface Obstacle {
  /** One line. */
  readonly says: string;
  /** What to do, one line. */
  readonly fix: string;
}
