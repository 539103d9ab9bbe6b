import { displayBundle, displaySymbol, type MimeBundle } from "../../display.ts";
import { interrupts } from "../../interrupts.ts";
import type { Tensor } from "../../tensor/index.ts";
import { gradients } from "../../tensor/tape.ts";
import { Drawing } from "../parts/drawing.ts";
import { kind } from "../parts/expected.ts";
import { numberText, word } from "../parts/words.ts";

/** Options of `graph`. */
export interface GraphOptions {
  /** The heading. Default: none. */
  title?: string;
  /** Names of tensors: `{ x, w, loss }`, or `Object.fromEntries(model.namedParameters())`. */
  names?: Readonly<Record<string, Tensor>>;
  /** Shows the derivative of the result with respect to each tensor. Default: if it is one number. */
  gradients?: boolean;
  /** A slider: values appear forward, then gradients backward. Default false. */
  steps?: boolean;
  /** Graphs with more tensors are cut, farthest from the result first. Default 60. */
  maxNodes?: number;
  /** The sentence that stands for the drawing where it cannot be seen. */
  description?: string;
}

/** A computation graph; its drawing is laid out when it is shown. */
export class ComputationGraph {
  readonly #nodes: Node[];
  readonly #cut: number;
  readonly #options: GraphOptions;

  /** @internal */
  constructor(nodes: Node[], cut: number, options: GraphOptions) {
    this.#nodes = nodes;
    this.#cut = cut;
    this.#options = options;
  }

  /** Lays the graph out. */
  async drawing(): Promise<Drawing> {
    const { title = "", steps } = this.#options;
    const svg = await layOut(source(this.#nodes, this.#cut));
    return new Drawing({
      svg: themed(svg, steps ? stepsOf(this.#nodes) : undefined),
      title,
      description: this.#options.description ?? this.#describe(),
      ...(steps ? { steps: stepNames(this.#nodes) } : {}),
    });
  }

  /** Shows the graph in the notebook. */
  async show(): Promise<void> {
    displayBundle(await this[displaySymbol]());
  }

  async [displaySymbol](): Promise<MimeBundle> {
    return (await this.drawing())[displaySymbol]();
  }

  #describe(): string {
    const root = this.#nodes.at(-1)!;
    const count = this.#nodes.length + this.#cut;
    const cut = this.#cut > 0 ? `; ${this.#cut} ${word("more are not shown")}` : "";
    return `${word("Computation graph")}: ${count} ${word("tensors")}, ${word("result")} ${root.lines[0]}${root.value ? ` = ${root.value}` : ""}${cut}.`;
  }
}

/** One tensor of the graph. */
interface Node {
  /** Name and operation. */
  lines: string[];
  value: string;
  gradient: string;
  inputs: number[];
  kind: "parameter" | "input" | "step" | "result";
}

/**
 * The computation graph of a tensor: each tensor it was computed from with its operation, its value
 * and the derivative of the result with respect to it. Draw it before `backward()`, which frees the
 * values in between.
 *
 * @throws RangeError where `gradients` is asked for a result that is not one number.
 * @example
 * const w = tensor(2, { requiresGrad: true });
 * const loss = w.mul(3).sub(1).pow(2);
 * plot.graph(loss, { names: { w, loss }, steps: true })
 */
export function graph(result: Tensor, options: GraphOptions = {}): ComputationGraph {
  if (!Array.isArray(result?.inputs)) {
    throw new TypeError(`graph: ${kind(result)} was given, a tensor was expected: the loss.`);
  }
  const all = collect(result);
  const limit = options.maxNodes ?? 60;
  const shown = all.slice(0, limit).reverse();
  const wanted = options.gradients ?? (result.size === 1 && result.requiresGrad);
  if (wanted && result.size !== 1) {
    throw new RangeError(
      `graph: gradients need a result of one number, this one has shape [${result.shape.join(", ")}]. Take its sum() or mean()?`,
    );
  }
  const slopes = wanted ? slopesOf(result, shown) : new Map<Tensor, Tensor>();
  const names = new Map(
    Object.entries(options.names ?? {}).map(([name, tensor]) => [tensor, name]),
  );
  const numbers = new Map(shown.map((tensor, index) => [tensor, index]));
  const nodes = shown.map((tensor): Node => {
    const name = names.get(tensor);
    const operation = tensor.operation?.name;
    const slope = slopes.get(tensor);
    return {
      lines: [
        name ?? operation ?? (tensor.requiresGrad ? word("parameter") : word("constant")),
        ...(name && operation ? [operation] : []),
      ],
      value: valueText(tensor),
      gradient: slope ? valueText(slope) : "",
      inputs: tensor.inputs.flatMap((input) => numbers.get(input) ?? []),
      kind:
        tensor === result
          ? "result"
          : operation
            ? "step"
            : tensor.requiresGrad
              ? "parameter"
              : "input",
    };
  });
  return new ComputationGraph(nodes, all.length - shown.length, options);
}

/** All tensors of the graph, results before what they were computed from. */
function collect(result: Tensor): Tensor[] {
  const order: Tensor[] = [];
  const seen = new Set<Tensor>();
  const stack: { tensor: Tensor; next: number }[] = [{ tensor: result, next: 0 }];
  seen.add(result);
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const input = top.tensor.inputs[top.next++];
    if (input === undefined) {
      order.push(top.tensor);
      stack.pop();
    } else if (!seen.has(input)) {
      seen.add(input);
      stack.push({ tensor: input, next: 0 });
    }
  }
  return order.reverse();
}

function slopesOf(result: Tensor, tensors: Tensor[]): Map<Tensor, Tensor> {
  const reached = tensors.filter(({ requiresGrad }) => requiresGrad);
  // With createGraph nothing of the user's graph is given free: backward() still works after it.
  const found = gradients(result, reached, { createGraph: true });
  return new Map(reached.map((tensor, index) => [tensor, found[index]!]));
}

function valueText(tensor: Tensor): string {
  if (tensor.lost) return "…";
  if (tensor.size > 4) return `[${tensor.shape.join(" × ")}]`;
  const numbers = Array.from(tensor.data, (value) => numberText(value));
  return tensor.rank === 0 ? numbers[0]! : `[${numbers.join(", ")}]`;
}

// Stand for the colours of the theme while Graphviz, which does not know them, lays out.
const ink = "#010203";
// The widest of the fonts that system-ui may be: no text is wider than its box.
const font = "DejaVu Sans";
const fills = {
  parameter: "#1b7fbd33",
  input: "#7f7f7f22",
  step: "#ffffff00",
  result: "#d55e0033",
};

/** The graph in Graphviz's language. */
function source(nodes: Node[], cut: number): string {
  const quoted = (text: string) => `"${text.replace(/[\\"]/g, "\\$&")}"`;
  const lines = nodes.map(({ lines, value, gradient, kind }, index) => {
    const label = [...lines, value, gradient ? `∂ ${gradient}` : ""]
      .filter(Boolean)
      .map((line) => line.replace(/[\\"]/g, "\\$&"));
    return `n${index} [id="n${index}", label="${label.join("\\n")}", fillcolor="${fills[kind]}"];`;
  });
  const edges = nodes.flatMap(({ inputs }, index) =>
    inputs.map((input) => `n${input} -> n${index};`),
  );
  const more =
    cut > 0
      ? [
          `more [shape=plaintext, label=${quoted(`${cut} ${word("more are not shown")}`)}];`,
          "more -> n0 [style=dashed];",
        ]
      : [];
  return [
    "digraph {",
    `rankdir=${depth(nodes) > 8 ? "TB" : "LR"}; bgcolor="transparent"; nodesep=0.18; ranksep=0.35;`,
    `node [shape=box, style="rounded,filled", color="${ink}", fontcolor="${ink}", fontname="${font}", fontsize=12, margin="0.12,0.06", height=0.3];`,
    `edge [color="${ink}", arrowsize=0.6, penwidth=0.8];`,
    ...lines,
    ...edges,
    ...more,
    "}",
  ].join("\n");
}

/** How many tensors stand one behind the other; long graphs run downwards, to be scrolled. */
function depth(nodes: Node[]): number {
  const depths: number[] = [];
  for (const { inputs } of nodes) {
    depths.push(1 + Math.max(0, ...inputs.map((input) => depths[input]!)));
  }
  return Math.max(...depths);
}

interface Graphviz {
  renderString(source: string, options: { format: string; engine: string }): string;
}

let graphviz: Promise<Graphviz> | undefined;

async function layOut(dot: string): Promise<string> {
  // Not the running cell's: stopped with that one, it would never come.
  graphviz ??= interrupts.outside(() => import("@viz-js/viz").then(({ instance }) => instance()));
  const svg = (await graphviz).renderString(dot, { format: "svg", engine: "dot" });
  return svg.slice(svg.indexOf("<svg"));
}

/** When the value and the gradient of each node appear. */
function stepsOf(nodes: Node[]): { value: number; gradient: number }[] {
  const inner = nodes.flatMap(({ inputs }, index) => (inputs.length > 0 ? [index] : []));
  const last = inner.length;
  const order = new Map(inner.map((node, index) => [node, index + 1]));
  return nodes.map((_, index) => {
    const user = nodes.findIndex(({ inputs }) => inputs.includes(index));
    // The gradient of a tensor is known once all its users have passed theirs on.
    const users = nodes.flatMap(({ inputs }, user) =>
      inputs.includes(index) ? [order.get(user)!] : [],
    );
    const gradient = user === -1 ? last + 1 : last + 1 + (last - Math.min(...users)) + 1;
    return { value: order.get(index) ?? 0, gradient };
  });
}

function stepNames(nodes: Node[]): string[] {
  const inner = nodes.filter(({ inputs }) => inputs.length > 0);
  const forward = inner.map(({ lines }) => `${word("Forward")}: ${lines.join(", ")}`);
  const backward = [...inner]
    .reverse()
    .map(({ lines }) => `${word("Backward")}: ${lines.join(", ")}`);
  const hasGradients = nodes.some(({ gradient }) => gradient);
  const seed = `${word("Backward")}: ∂${nodes.at(-1)!.lines[0]} = 1`;
  return [word("Input"), ...forward, ...(hasGradients ? [seed, ...backward] : [])];
}

/** Graphviz's SVG in the colours of the theme, its lines of text marked with their steps. */
function themed(svg: string, steps?: { value: number; gradient: number }[]): string {
  const colored = svg
    .replaceAll(`"${ink}"`, '"currentColor"')
    .replaceAll(/font-family="[^"]*"/g, 'font-family="system-ui, sans-serif"');
  if (!steps) return colored;
  return colored.replace(/<g id="n(\d+)" class="node">[\s\S]*?<\/g>/g, (group, number: string) => {
    const { value, gradient } = steps[Number(number)]!;
    let line = 0;
    const texts = group.match(/<text /g)?.length ?? 0;
    return group.replace(/<text ([^>]*)>([^<]*)/g, (_, attributes: string, text: string) => {
      line += 1;
      const slope = text.startsWith("∂ ");
      const isValue = !slope && line === (group.includes(">∂ ") ? texts - 1 : texts);
      const from = slope ? gradient : isValue ? value : 0;
      return `<text data-from="${from}" ${attributes}>${text}`;
    });
  });
}
