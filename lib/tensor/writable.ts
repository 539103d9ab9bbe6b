import type { Tensor } from "./tensor.ts";

/** Which tensors may be overwritten: not those that only show the numbers of another one. */

/** What an operation that only looks at another tensor leaves in the options, outside of a graph. */
class Look {
  readonly maker: string;
  constructor(maker: string) {
    this.maker = maker;
  }
}

/**
 * Notes that a tensor shows the numbers of another one: whoever overwrote it would mean that one.
 * `maker` is what the user called. Gives the tensor back.
 */
export function markLook<T extends Tensor>(y: T, maker: string): T {
  y.options ??= new Look(maker);
  return y;
}

/** @throws Error if it would be in vain, or wrong, to overwrite a tensor's numbers. */
export function checkWritable(name: string, tensor: Tensor): void {
  if (tensor.operation !== null) {
    throw new Error(
      `${name}: this tensor is the result of ${tensor.operation.name}, through which backward() ` +
        "goes: its numbers must stay. Overwrite a parameter, or a copy: x.detach().",
    );
  }
  const { options, requiresGrad, kept, owner } = tensor;
  if (!(options instanceof Look) || requiresGrad || kept || owner !== null) return;
  const { maker } = options;
  const what = maker === "at" || maker === "slice" ? "is a part of" : "shows the numbers of";
  throw new Error(
    `${name}: this ${what} another tensor, made by ${maker}(), and is a copy: the other one ` +
      "would not change. Write into that one with x.set([0], 9), where a list of positions or ranges " +
      `says where; or take x.${maker}(…).detach() for a tensor of its own.`,
  );
}
