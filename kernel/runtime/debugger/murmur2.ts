/** MurmurHash2 of a text's UTF-8 bytes: by it front ends and kernels name the sources of cells. */
export function murmur2(text: string, seed: number): number {
  const bytes = Buffer.from(text, "utf8");
  const factor = 0x5bd1e995;
  let hash = (seed ^ bytes.length) >>> 0;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    let block = Math.imul(bytes.readUInt32LE(at), factor);
    block = Math.imul(block ^ (block >>> 24), factor);
    hash = Math.imul(hash, factor) ^ block;
  }
  const rest = bytes.length - at;
  if (rest > 0) {
    hash ^= bytes.readUIntLE(at, rest);
    hash = Math.imul(hash, factor);
  }
  hash = Math.imul(hash ^ (hash >>> 13), factor);
  return (hash ^ (hash >>> 15)) >>> 0;
}
