/** What the file of a command offers. */
export interface Command {
  /**
   * Does the work.
   *
   * @param rest What stands behind the name.
   * @param code The TypeScript behind the name, for commands that take code; `null` for a declaration
   *   that no function can hold.
   * @returns What the line gives as a value, if anything.
   */
  run(rest: string, code?: (() => unknown) | null): unknown;
}
