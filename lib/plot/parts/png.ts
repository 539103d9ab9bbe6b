import { crc32, deflateSync } from "node:zlib";

/** Encodes red, green and blue bytes (3 a pixel, in row order) as a PNG data address. */
export function pngAddress(width: number, height: number, bytes: Uint8Array): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, colours without transparency
  const lines = Buffer.alloc(height * (1 + 3 * width));
  for (let row = 0; row < height; row++) {
    // The first byte of each line is its filter: none.
    lines.set(bytes.subarray(row * 3 * width, (row + 1) * 3 * width), row * (1 + 3 * width) + 1);
  }
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString("base64")}`;
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const result = Buffer.alloc(8 + named.length);
  result.writeUInt32BE(content.length, 0);
  result.set(named, 4);
  result.writeUInt32BE(crc32(named), 4 + named.length);
  return result;
}
