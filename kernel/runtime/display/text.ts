/** Values as text, without colours. */
import { inspect, stripVTControlCharacters, types } from "node:util";
import { beginning } from "../../texts/beginning.ts";
import { describeError } from "../errors/describe.ts";

/** Longer texts than this make a browser slow; nobody reads them. */
const longest = 100_000;
/** How many elements of each array are shown; the less, the longer the text would be. */
const arrayLengths = [100, 20, 6];

/** How a value reads in `text/plain`. */
export function plainText(value: unknown): string {
  if (types.isNativeError(value)) {
    return stripVTControlCharacters(describeError(value).traceback.join("\n"));
  }
  let text = "";
  for (const maxArrayLength of arrayLengths) {
    text = inspect(value, { depth: 4, maxArrayLength, maxStringLength: 10_000, breakLength: 88 });
    if (text.length <= longest) return text;
  }
  return `${beginning(text, longest)}\n… ${text.length - longest} more characters`;
}
