import { empty } from "../tensor/empty.ts";
import type { Tensor } from "../tensor/index.ts";
import { sizeOf } from "../tensor/tensor.ts";
import { writeValues } from "../tensor/values.ts";
import { shapeOf } from "../tensor/whole-number.ts";

/** One tensor as it stands in a JSON file. */
interface Entry {
  dtype: "float32" | "float64";
  shape: readonly number[];
  values: number[];
}

/**
 * The given tensors as JSON: under each name its dtype, its shape and its values row by row.
 *
 * @throws if a value is not finite, since JSON has no NaN: the training has diverged.
 */
export function encodeJson(tensors: Readonly<Record<string, Tensor>>): string {
  const lines = Object.entries(tensors).map(([name, tensor]) => {
    const { dtype, shape } = tensor;
    const values = Array.from(tensor.view());
    if (!values.every(Number.isFinite))
      throw new Error(
        `save: "${name}" holds a value that is not finite, which JSON cannot write. ` +
          "The training has diverged; else save to a .safetensors file.",
      );
    // Nine digits tell all float32 apart.
    const short = dtype === "float32" ? values.map((v) => Number(v.toPrecision(9))) : values;
    return `${JSON.stringify(name)}: ${JSON.stringify({ dtype, shape, values: short })}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

/**
 * The tensors of a JSON file written by `encodeJson`; `fail` throws the given problem.
 *
 * @throws if it is no such file.
 */
export function decodeJson(text: string, fail: (problem: string) => never): Record<string, Tensor> {
  let entries: Record<string, Entry>;
  try {
    entries = JSON.parse(text);
  } catch (error) {
    return fail(`expected JSON: ${(error as Error).message}. Save the model again.`);
  }
  if (typeof entries !== "object" || entries === null || Array.isArray(entries))
    return fail("expected tensors by their names. Was it saved with nn.save?");
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]): [string, Tensor] => {
      const { dtype, shape, values } = entry ?? {};
      const size = sizeOf(shapeOf(`"${name}"`, shape));
      if (!Array.isArray(values) || values.length !== size)
        return fail(
          `"${name}": expected dtype, shape and ${size} values, found ` +
            `${Array.isArray(values) ? `${values.length} values` : "something else"}. ` +
            "Was it saved with nn.save?",
        );
      const tensor: Tensor = empty(shape, { dtype }, `"${name}"`);
      writeValues(`"${name}"`, values, [size], tensor.view());
      return [name, tensor];
    }),
  );
}
