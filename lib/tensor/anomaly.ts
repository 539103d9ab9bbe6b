import type { Operation } from "./operation.ts";
import { recording } from "./recording.ts";
import type { Shape } from "./shapes.ts";
import { format, type Tensor } from "./tensor.ts";

/**
 * Finds where a NaN or an infinity first arises: while it is on, the operation that makes one of
 * finite numbers, forward or in backward(), is an error. It names the operation, the shapes and the
 * position, and points at the line; for a gradient also at the line of the forward pass. Everything
 * is several times slower meanwhile: switch it off with `detectAnomaly(false)`.
 *
 * @example
 * detectAnomaly();
 * const loss = tensor([1, 4]).sqrt().sum();     // tensor([-1, 4]) would be an error: sqrt gives NaN
 * detectAnomaly(false);
 */
export function detectAnomaly(on: boolean = true): void {
  if (typeof on !== "boolean") {
    throw new Error(`detectAnomaly: expected true or false, got ${String(on)}.`);
  }
  recording.watch = on ? watch : null;
}

/** Where results were computed, while the switch is on. */
const places = new WeakMap<Tensor, Error>();

class AnomalyError extends Error {
  override name = "Error";
}

function watch(y: Tensor, operation: Operation, inputs: readonly Tensor[]): void {
  places.set(y, new Error(`This is where ${operation.name} was computed in the forward pass.`));
  const at = firstBad(y, inputs.some(holdsInfinity));
  for (const input of inputs) {
    const given = input.operation === null ? firstBad(input, !input.requiresGrad) : -1;
    if (given >= 0 && !places.has(input)) throw givenError(operation, input, given);
  }
  if (at < 0 || inputs.some(holdsNaN)) return;
  const shapes = inputs.map((input) => format(input.shape)).join(" and ");
  const value = String(y.view()[at]).replace("-", "−");
  throw new AnomalyError(
    `${operation.name}: the first ${value} arises here, at position ${format(positionOf(at, y.shape))} ` +
      `of a result of shape ${format(y.shape)}, from ${shapes}${cause(operation, y, inputs, at)}.`,
  );
}

/** Differentiates one step of the graph; an anomaly in it tells of the forward pass, too. */
export function watchBackward(y: Tensor, pullBack: (y: Tensor) => void): void {
  try {
    pullBack(y);
  } catch (error) {
    if (!(error instanceof AnomalyError) || error.cause !== undefined) throw error;
    const name = y.operation?.name ?? "it";
    throw new AnomalyError(`backward of ${name} (shape ${format(y.shape)}): ${error.message}`, {
      cause: places.get(y) ?? new Error(`${name} was computed before detectAnomaly() was on.`),
    });
  }
}

function givenError(operation: Operation, input: Tensor, at: number): Error {
  const what = input.requiresGrad ? "a parameter" : "a tensor";
  return new AnomalyError(
    `${operation.name}: was given ${what} of shape ${format(input.shape)} that holds ` +
      `${String(input.view()[at]).replace("-", "−")} at position ` +
      `${format(positionOf(at, input.shape))}: look at what was written into it.`,
  );
}

/** The numbers that it came from, where each came from one of every input. */
function cause(operation: Operation, y: Tensor, inputs: readonly Tensor[], at: number): string {
  if (operation.pointwise !== true) return "";
  const numbers = inputs.map((x) => {
    // Aligned from the right; an axis of size 1 is repeated.
    const position = positionOf(at, y.shape).slice(y.rank - x.rank);
    const index = x.shape.reduce((i, size, axis) => i * size + (size > 1 ? position[axis]! : 0), 0);
    return String(Number((x.view()[index] as number).toPrecision(6))).replace("-", "−");
  });
  return `, where ${numbers.length > 1 ? "they are" : "it is"} ${numbers.join(" and ")}`;
}

function firstBad(x: Tensor, infinities: boolean): number {
  return x
    .view()
    .findIndex((value) => Number.isNaN(value) || (!infinities && !Number.isFinite(value)));
}

const holdsNaN = (x: Tensor): boolean => x.view().some((value) => Number.isNaN(value));
const holdsInfinity = (x: Tensor): boolean => x.view().some((value) => !Number.isFinite(value));

function positionOf(index: number, shape: Shape): number[] {
  const position: number[] = [];
  let rest = index;
  for (const size of shape.toReversed()) {
    position.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return position;
}
