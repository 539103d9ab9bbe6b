/** What `using` declarations are compiled to, as not every engine knows them itself. */

/** The resources of a block, disposed of in reverse order when the block ends. */
export class Resources {
  readonly #disposals: (() => unknown)[] = [];
  #errors: unknown[] = [];

  /** Takes over a resource and gives it back. @throws TypeError where it cannot be disposed of. */
  add<T>(resource: T, asynchronous = false): T {
    if (resource === null || resource === undefined) return resource;
    const methods = resource as Partial<Record<symbol, () => unknown>>;
    const dispose =
      (asynchronous ? methods[Symbol.asyncDispose] : undefined) ?? methods[Symbol.dispose];
    if (typeof dispose !== "function") {
      const name = asynchronous ? "Symbol.asyncDispose" : "Symbol.dispose";
      throw new TypeError(`using: the value has no method [${name}], which disposes of it.`);
    }
    this.#disposals.push(() => dispose.call(resource));
    return resource;
  }

  /** The block ended with an error. */
  fail(error: unknown): void {
    this.#errors = [error];
  }

  /** Disposes of all; then the error that the block ended with goes on. */
  dispose(): void {
    for (const dispose of this.#disposals.splice(0).reverse()) {
      try {
        dispose();
      } catch (error) {
        this.#suppress(error);
      }
    }
    this.#finish();
  }

  async disposeAsync(): Promise<void> {
    for (const dispose of this.#disposals.splice(0).reverse()) {
      try {
        await dispose();
      } catch (error) {
        this.#suppress(error);
      }
    }
    this.#finish();
  }

  #suppress(error: unknown): void {
    const [suppressed] = this.#errors;
    this.#errors = [this.#errors.length === 0 ? error : suppressedError(error, suppressed)];
  }

  #finish(): void {
    const errors = this.#errors;
    this.#errors = [];
    if (errors.length > 0) throw errors[0];
  }
}

function suppressedError(error: unknown, suppressed: unknown): Error {
  const both = new Error("An error was suppressed during disposal.", { cause: error });
  both.name = "SuppressedError";
  return Object.assign(both, { error, suppressed });
}
