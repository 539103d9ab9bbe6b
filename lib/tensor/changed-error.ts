import type { Shape } from "./shapes.ts";

/** Thrown where a derivative reads a tensor that is no longer what the result was computed from. */
export class ChangedError extends Error {
  override name = "Error";
  readonly #shape: Shape;

  constructor(shape: Shape) {
    super("backward: a tensor was changed after the loss was computed from it.");
    this.#shape = shape;
  }

  /** Says which operation had used it. */
  usedBy(operation: string): this {
    this.message =
      `backward: a tensor of shape [${this.#shape.join(", ")}] was changed after ${operation} had ` +
      "used it, so that the gradient would be that of other numbers. Call backward() before " +
      "assign(), set() or an optimizer's step(), or compute the loss again after them.";
    return this;
  }
}
