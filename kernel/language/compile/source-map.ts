/** Source maps, version 3, as far as a cell needs them. */

import { lineStarts } from "./lines.ts";

/** A point of a source map: a position in the generated text and where it came from. */
export interface Mapping {
  generated: number;
  line: number;
  column: number;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A number as source maps write it. */
export function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += digits[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return text;
}

/** The mappings of a source map (version 3, one source) of the generated `text`. */
export function readMappings(text: string, sourceMap: string): Mapping[] {
  const { mappings } = JSON.parse(sourceMap) as { mappings: string };
  const starts = lineStarts(text);
  const result: Mapping[] = [];
  let line = 0;
  let column = 0;
  mappings.split(";").forEach((segments, generatedLine) => {
    let generatedColumn = 0;
    for (const segment of segments ? segments.split(",") : []) {
      const values = readVlq(segment);
      generatedColumn += values[0] ?? 0;
      if (values.length < 4) continue;
      line += values[2] as number;
      column += values[3] as number;
      result.push({ generated: (starts[generatedLine] ?? 0) + generatedColumn, line, column });
    }
  });
  return result;
}

function readVlq(segment: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = digits.indexOf(character);
    value |= (digit & 31) << shift;
    if (digit & 32) {
      shift += 5;
    } else {
      values.push(value & 1 ? -(value >>> 1) : value >>> 1);
      value = 0;
      shift = 0;
    }
  }
  return values;
}
