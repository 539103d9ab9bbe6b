import { readFile, writeFile } from "../files.ts";
import { whole } from "../interrupts.ts";
import { Tensor } from "../tensor/index.ts";
import { described } from "../tensor/values.ts";
import { decodeJson, encodeJson } from "./json.ts";
import type { Layer } from "./layer.ts";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";

/**
 * Writes what a model has learnt to a file: as JSON, which you can read, or in the safetensors
 * format, which PyTorch reads.
 *
 * @param what a model, or tensors by name.
 * @param path ends in .json or .safetensors.
 * @throws if the path ends otherwise.
 * @example
 * nn.save(model, "digits.safetensors");
 * // In Python: model.load_state_dict(safetensors.torch.load_file("digits.safetensors"))
 */
export function save(what: Layer | Readonly<Record<string, Tensor>>, path: string): void {
  const tensors = tensorsOf(what);
  const content =
    formatOf("save", path) === "json" ? encodeJson(tensors) : encodeSafetensors(tensors);
  // An interrupt waits: it would leave an empty file.
  whole(() => writeFile("save", path, content));
}

/**
 * Reads what a model has learnt back into a model of the same layers, and gives the model.
 *
 * @throws if the file is missing or damaged, or does not fit the model: the error names the first
 * tensor that does not, and nothing is changed then.
 * @example
 * const model = nn.sequential(nn.linear(64, 32), nn.relu(), nn.linear(32, 10));
 * nn.load(model, "digits.safetensors").eval();
 */
export function load<L extends Layer>(model: L, path: string): L {
  model.loadStateDict(readTensors(path));
  return model;
}

/**
 * The tensors in a .json or .safetensors file by name, as to look into a model of PyTorch.
 *
 * @throws if the file is missing, damaged, or of another format.
 * @example
 * const tensors = nn.readTensors("digits.safetensors");
 * tensors["0.weight"].shape;   // [32, 64]
 */
export function readTensors(path: string): Record<string, Tensor> {
  const format = formatOf("load", path);
  return readFile("load", path, (bytes, fail) =>
    format === "json"
      ? decodeJson(new TextDecoder().decode(bytes), fail)
      : decodeSafetensors(bytes, fail),
  );
}

function tensorsOf(what: Layer | Readonly<Record<string, Tensor>>) {
  if (isLayer(what)) return what.stateDict();
  if (typeof what !== "object" || what === null || what instanceof Tensor)
    throw new Error(
      `save: expected a model, or tensors by name, got ${described(what)}. ` +
        'Pass a model made of layers, or tensors with names: nn.save({ x }, "x.json").',
    );
  for (const [name, value] of Object.entries(what))
    if (!((value as unknown) instanceof Tensor))
      throw new Error(
        `save: "${name}" must be a tensor, got ${described(value)}. Make one of it with tensor(…).`,
      );
  return what;
}

function isLayer(what: unknown): what is Layer {
  return typeof what === "function" && typeof (what as Partial<Layer>).stateDict === "function";
}

function formatOf(reader: string, path: string): "json" | "safetensors" {
  const format = /\.(json|safetensors)$/.exec(path)?.[1];
  if (!format)
    throw new Error(
      `${reader}: expected a file name that ends in .json or .safetensors, got ${path}.`,
    );
  return format as "json" | "safetensors";
}
