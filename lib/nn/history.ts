import { displaySymbol, inspectSymbol, type MimeBundle } from "../display.ts";

/**
 * What `fit` gives: the numbers of every epoch.
 *
 * @example
 * const history = nn.fit(model, { x, y, loss: nn.crossEntropy, optimizer });
 * history.curves.loss.at(-1);                               // the last loss
 * plot.trainingCurve({ history: history.curves });
 */
export class History {
  /** How many epochs were run. */
  epochs = 0;
  /** Each epoch's numbers by name: loss, and as asked for validationLoss, accuracy, …. */
  readonly curves: { loss: number[]; [name: string]: number[] } = { loss: [] };
  /** The epoch, from 1, with the lowest validation loss (or loss). */
  bestEpoch = 0;
  /** Why it ended. */
  stoppedBy: "epochs" | "earlyStopping" | "onEpoch" = "epochs";

  /** Adds the numbers of one more epoch. @internal */
  add(values: Readonly<Record<string, number>>): void {
    this.epochs += 1;
    for (const [name, value] of Object.entries(values)) {
      this.curves[name] ??= [];
      this.curves[name].push(value);
    }
  }

  /** A line for each curve, as in "loss 0.69 → 0.02". */
  toString(): string {
    const lines = Object.entries(this.curves).map(
      ([name, values]) => `  ${name} ${rounded(values[0]!)} → ${rounded(values.at(-1)!)}`,
    );
    const best = this.bestEpoch === this.epochs ? "" : `, the best after ${this.bestEpoch}`;
    return [`${this.epochs} epochs${best}`, ...lines].join("\n");
  }

  [inspectSymbol](): string {
    return this.toString();
  }

  [displaySymbol](): MimeBundle {
    return { "text/plain": this.toString() };
  }
}

/** A number with four digits at most. */
export function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
