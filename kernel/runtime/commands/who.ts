/** `%who`: the variables of the notebook. */

import { inspect, types } from "node:util";
import { beginning } from "../../texts/beginning.ts";
import { texts } from "../../texts/texts.ts";
import { evaluate, lexicalNames } from "../cell/evaluate.ts";
import { sendDisplay } from "../display/send.ts";
import { tableHtml } from "../display/table.ts";
import { writeText } from "../output/streams.ts";
import type { Command } from "./command.ts";

interface Variable {
  name: string;
  type: string;
  value: string;
}

export const command: Command = {
  async run() {
    const variables = await list();
    if (variables.length === 0) {
      writeText("stdout", `${texts.noVariables}\n`);
      return;
    }
    const rows = Object.fromEntries(
      variables.map(({ name, type, value }) => [name, { type, value }]),
    );
    const column = (of: (variable: Variable) => string) =>
      Math.max(...variables.map((each) => of(each).length));
    const [names, types] = [column((each) => each.name), column((each) => each.type)];
    const text = variables.map(
      ({ name, type, value }) => `${name.padEnd(names)}  ${type.padEnd(types)}  ${value}`,
    );
    sendDisplay({ "text/html": tableHtml(rows), "text/plain": text.join("\n") });
  },
};

async function list(): Promise<Variable[]> {
  const variables: Variable[] = [];
  for (const name of lexicalNames().filter((each) => !each.startsWith("__sinapse_"))) {
    const outcome = await new Promise(evaluate(name));
    // A name whose declaration failed has no value.
    if (outcome.kind !== "value") continue;
    variables.push({ name, type: typeOf(outcome.value), value: preview(outcome.value) });
  }
  return variables;
}

/** As in `number`, `Float32Array(10)`, `Tensor<[4, 2]> float32`, `string[](3)`. */
function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "function") return /^class\b/.test(String(value)) ? "class" : "function";
  if (typeof value !== "object") return typeof value;
  if (types.isModuleNamespaceObject(value)) return "module";
  const name = value.constructor?.name || "Object";
  const { shape, dtype, size } = value as { shape?: unknown; dtype?: unknown; size?: unknown };
  if (Array.isArray(shape)) {
    const kind = typeof dtype === "string" ? ` ${dtype}` : "";
    return `${name}<[${shape.join(", ")}]>${kind}`;
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return `${name}(${(value as { length?: number }).length ?? value})`;
  }
  return typeof size === "number" ? `${name}(${size})` : name;
}

function preview(value: unknown): string {
  if (typeof value === "function") return signature(value);
  if (types.isModuleNamespaceObject(value)) return `${Object.keys(value as object).length} exports`;
  const text = inspect(value, {
    depth: 1,
    maxArrayLength: 6,
    maxStringLength: 60,
    breakLength: Infinity,
  });
  const line = text.replace(/\s+/g, " ");
  return line.length > 80 ? `${beginning(line, 79)}…` : line;
}

/** The first line of a function, up to its body. */
function signature(value: object & { name?: string }): string {
  const [head = ""] = String(value).split(/\s*(?:\{|=>)/, 1);
  return beginning(head.replace(/\s+/g, " "), 80) || `${value.name}()`;
}
