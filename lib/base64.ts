const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The two characters that stand for each 12 bits, as they lie in memory one after the other. */
const pairs = new Uint16Array(
  Uint8Array.from({ length: 2 * 4096 }, (_, at) =>
    alphabet.charCodeAt(at % 2 === 0 ? at >> 7 : (at >> 1) & 63),
  ).buffer,
);
const latin1 = new TextDecoder("latin1");

/** The bytes as text in base64. Figures are written so while a model trains: `btoa` is far slower. */
export function toBase64(bytes: Uint8Array): string {
  const whole = bytes.length - (bytes.length % 3);
  const characters = new Uint16Array((2 * whole) / 3);
  for (let from = 0, to = 0; from < whole; from += 3) {
    const bits = (bytes[from]! << 16) | (bytes[from + 1]! << 8) | bytes[from + 2]!;
    characters[to++] = pairs[bits >> 12]!;
    characters[to++] = pairs[bits & 4095]!;
  }
  const rest = String.fromCharCode(...bytes.subarray(whole));
  return latin1.decode(characters) + btoa(rest);
}

/** The bytes that a text in base64 stands for. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
