/** Values as text, without colours. */
import { inspect, stripVTControlCharacters, types } from "node:util";
import { describeError } from "../errors/describe.ts";

/** How a value reads in `text/plain`. */
export function plainText(value: unknown): string {
  if (types.isNativeError(value)) {
    return stripVTControlCharacters(describeError(value).traceback.join("\n"));
  }
  return inspect(value, {
    depth: 4,
    maxArrayLength: 100,
    maxStringLength: 10_000,
    breakLength: 88,
  });
}
