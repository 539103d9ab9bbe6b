import { encode } from "fast-png";
import { toBase64 } from "../../base64.ts";

/** Encodes red, green and blue bytes (3 a pixel, in row order) as a PNG data address. */
export function pngAddress(width: number, height: number, data: Uint8Array): string {
  const png = encode({ width, height, data, channels: 3 }, { zlib: { level: 9 } });
  return `data:image/png;base64,${toBase64(png)}`;
}
