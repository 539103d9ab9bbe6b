import { displaySymbol, type MimeBundle } from "../display.ts";
import { tableHtml } from "../html.ts";
import { unlessFinished } from "../interrupts.ts";
import { noGrad, type Shape, type Tensor, zeros } from "../tensor/index.ts";
import { format } from "../tensor/tensor.ts";
import { shapeOf } from "../tensor/whole-number.ts";
import type { Layer } from "./layer.ts";
import { observeLayers } from "./observe-layers.ts";

/** One line of a summary. */
export interface SummaryRow {
  /** Where the layer stands in the model, as in "0" or "0.2". */
  name: string;
  /** Its kind and sizes. */
  layer: string;
  /** The shape of its output; undefined if no input shape was given. */
  output: Shape | undefined;
  /** How many parameters it has, those of its children included. */
  parameters: number;
  /** What they are made of, as in "weight [3, 2] + bias [3]". */
  detail: string;
}

/** What `summary` gives: a table when shown or printed. */
export class Summary {
  /** A row for each layer that is not made of others. */
  readonly rows: readonly SummaryRow[];
  /** How many parameters the model has. */
  readonly parameters: number;
  /** How many of them are trained: the rest is frozen. */
  readonly trainable: number;

  constructor(rows: readonly SummaryRow[], parameters: number, trainable: number) {
    this.rows = rows;
    this.parameters = parameters;
    this.trainable = trainable;
  }

  #cells(): string[][] {
    const withOutput = this.rows.some(({ output }) => output !== undefined);
    const cells = (first: string[], output: string, last: string[]) =>
      withOutput ? [...first, output, ...last] : [...first, ...last];
    const head = cells(["", "layer"], "output", ["parameters", "made of"]);
    const body = this.rows.map(({ name, layer, output, parameters, detail }) =>
      cells([name, layer], output ? format(output) : "", [grouped(parameters), detail]),
    );
    const frozen = this.parameters - this.trainable;
    const note = frozen > 0 ? `${grouped(this.trainable)} trained, ${grouped(frozen)} frozen` : "";
    return [head, ...body, cells(["", "total"], "", [grouped(this.parameters), note])];
  }

  /** The table as text. */
  toString(): string {
    const cells = this.#cells();
    const numbers = cells[0]!.indexOf("parameters");
    const widths = cells[0]!.map((_, column) =>
      Math.max(...cells.map((row) => row[column]!.length)),
    );
    const line = (row: string[]) =>
      row
        .map((cell, column) =>
          column === numbers ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join("  ")
        .trimEnd();
    const rule = "─".repeat(line(widths.map((width) => "─".repeat(width))).length);
    const [head, ...rest] = cells.map(line);
    return [head, rule, ...rest.slice(0, -1), rule, rest.at(-1)].join("\n");
  }

  [displaySymbol](): MimeBundle {
    const cells = this.#cells();
    const numbers = cells[0]!.indexOf("parameters");
    return {
      "text/plain": this.toString(),
      "text/html": tableHtml(cells, { numbers, total: true }),
    };
  }
}

/**
 * A table of a model's layers with the number of parameters of each.
 *
 * @param options.input shape of an input, as in [1, 64]: the table then shows each output's shape.
 * @example
 * const model = nn.sequential(nn.linear(3, 2), nn.sigmoid(), nn.linear(2, 1), nn.sigmoid());
 * nn.summary(model);              // 8 + 0 + 3 + 0 = 11 parameters
 * nn.summary(model).parameters;   // 11
 */
export function summary(model: Layer, options: { input?: Shape } = {}): Summary {
  const outputs = options.input ? outputShapes(model, options.input) : new Map<Layer, Shape>();
  const owners = new Map<Tensor, string>();
  const rows = leaves(model, "").map(({ name, layer }): SummaryRow => {
    const all = layer.namedParameters();
    const own = all.filter(([, tensor]) => !owners.has(tensor));
    const shared = new Set(all.map(([, tensor]) => owners.get(tensor)).filter((owner) => owner));
    for (const [, tensor] of own) owners.set(tensor, name);
    const made = own.map(([key, tensor]) => `${key} ${format(tensor.shape)}`);
    return {
      name,
      layer: layer.label,
      output: outputs.get(layer),
      parameters: own.reduce((count, [, tensor]) => count + tensor.size, 0),
      detail: [...made, ...[...shared].map((owner) => `those of ${owner}`)].join(" + "),
    };
  });
  const all = model.parameters();
  const count = (tensors: { size: number }[]) => tensors.reduce((sum, { size }) => sum + size, 0);
  return new Summary(rows, count(all), count(all.filter(({ requiresGrad }) => requiresGrad)));
}

function leaves(layer: Layer, name: string): { name: string; layer: Layer }[] {
  const children = Object.entries(layer.children);
  if (children.length === 0) return [{ name, layer }];
  return children.flatMap(([key, child]) => leaves(child, name === "" ? key : `${name}.${key}`));
}

function outputShapes(model: Layer, input: Shape): Map<Layer, Shape> {
  const shapes = new Map<Layer, Shape>();
  const { training } = model;
  const takeBack = () => void (training && model.train());
  const finish = unlessFinished(takeBack);
  model.eval();
  try {
    noGrad(() =>
      observeLayers(
        (layer, { shape }) => shapes.set(layer, shape),
        () => {
          model(zeros(shapeOf("summary", input)));
        },
      ),
    );
  } finally {
    takeBack();
    finish();
  }
  return shapes;
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
