import { format, sizeOf, Tensor } from "./tensor.ts";

/**
 * How a tensor shows itself: shape, dtype and rounded values as aligned text, and as a table in a
 * notebook. Long axes are shortened in the middle.
 */

const EDGE = 4; // rows and columns shown at each end of a long axis
const LONGEST = 10; // an axis up to this length is shown whole
const MATRICES = 3; // how many matrices of a tensor with more than two axes are shown

type Cell = number | "…";

/** The positions of an axis that are shown. */
function shown(size: number): Cell[] {
  if (size <= LONGEST) return Array.from({ length: size }, (_, i) => i);
  const left = Array.from({ length: EDGE }, (_, i) => i);
  return [...left, "…", ...left.map((i) => size - EDGE + i)];
}

/** Writes all numbers of a table alike: as integers, with four decimals, or with an exponent. */
function writerFor(values: ArrayLike<number>): (value: number) => string {
  let largest = 0;
  let whole = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    largest = Math.max(largest, Math.abs(value));
    if (!Number.isInteger(value)) whole = false;
  }
  if (whole && largest < 1e9) return String;
  const plain = largest < 1e5 && largest >= 1e-3;
  return (value) => {
    if (!Number.isFinite(value)) return String(value);
    return plain ? value.toFixed(4) : value.toExponential(3);
  };
}

interface Matrix {
  /** The position in the leading axes, such as `[0, 2]`; empty for a matrix. */
  index: string;
  rows: string[][];
}

/** The matrices that a tensor consists of, as far as they are shown. */
function matricesOf(x: Tensor): { matrices: Matrix[]; hidden: number } {
  const values = x.data;
  const write = writerFor(values);
  const leading = x.shape.slice(0, -2);
  const [height, width] = [x.rank < 2 ? 1 : x.shape.at(-2), x.rank === 0 ? 1 : x.shape.at(-1)];
  const count = sizeOf(leading);
  const matrices = Array.from({ length: Math.min(count, MATRICES) }, (_, m) => {
    let rest = m;
    const index = leading.map((_, i) => {
      const below = sizeOf(leading.slice(i + 1));
      const position = Math.floor(rest / below);
      rest -= position * below;
      return position;
    });
    const cell = (i: Cell, j: Cell): string => {
      if (i === "…" || j === "…") return "…";
      return write(values[(m * (height ?? 1) + i) * (width ?? 1) + j] as number);
    };
    const rows = shown(height ?? 1).map((i) => shown(width ?? 1).map((j) => cell(i, j)));
    return { index: index.length > 0 ? `[${index.join(", ")}]` : "", rows };
  });
  return { matrices, hidden: count - matrices.length };
}

function titleOf(x: Tensor): string {
  return `Tensor ${format(x.shape)} ${x.dtype}${x.requiresGrad ? ", requires grad" : ""}`;
}

/** A tensor as aligned text. */
function toText(x: Tensor): string {
  if (x.place === 0) return `${titleOf(x)} (reclaimed)`;
  const { matrices, hidden } = matricesOf(x);
  const lines = matrices.flatMap(({ index, rows }) => {
    const width = Math.max(0, ...rows.flat().map((text) => text.length));
    const table = rows.map((row) => `  ${row.map((text) => text.padStart(width)).join("  ")}`);
    return index === "" ? table : [index, ...table];
  });
  if (hidden > 0) lines.push(`… and ${hidden} more`);
  return [titleOf(x), ...lines].join("\n");
}

/** A tensor as an HTML table. */
function toHtml(x: Tensor): string {
  const caption = (text: string) =>
    `<caption style="text-align:left;white-space:nowrap">${text}</caption>`;
  if (x.place === 0) return `<table>${caption(toText(x))}</table>`;
  const { matrices, hidden } = matricesOf(x);
  const style = "text-align:right;font-variant-numeric:tabular-nums";
  const tables = matrices.map(({ index, rows }, i) => {
    const body = rows.map(
      (row) => `<tr>${row.map((text) => `<td style="${style}">${text}</td>`).join("")}</tr>`,
    );
    const title = [i === 0 ? titleOf(x) : "", index].filter((text) => text !== "").join(" ");
    return `<table>${caption(title)}<tbody>${body.join("")}</tbody></table>`;
  });
  return tables.join("") + (hidden > 0 ? `<p>… and ${hidden} more</p>` : "");
}

Object.defineProperties(Tensor.prototype, {
  [Symbol.for("Jupyter.display")]: {
    value(this: Tensor) {
      return { "text/plain": toText(this), "text/html": toHtml(this) };
    },
  },
  [Symbol.for("nodejs.util.inspect.custom")]: {
    value(this: Tensor) {
      return toText(this);
    },
  },
  toString: {
    value(this: Tensor) {
      return toText(this);
    },
  },
});
