/** Messages as frames: serialisation, signature, rejection of what is malformed or replayed. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { deepest, encodeJson, isTooDeep } from "./json.ts";
import type { Fields, Header, Message } from "./message.ts";

const delimiter = Buffer.from("<IDS|MSG>");
const remembered = 65_536;

/** The four parts of a message, and how many bytes each may have. Headers are sent back and kept. */
const parts = [
  ["header", 65_536],
  ["parent_header", 65_536],
  ["metadata", 2 ** 26],
  ["content", 2 ** 28],
] as const;

/** Why a message was dropped. */
export class WireError extends Error {
  override name = "WireError";
}

/** Encodes and decodes messages with the key of one connection. */
export class Wire {
  readonly #key: string;
  readonly #algorithm: string;
  /** Signatures already seen, oldest first. */
  readonly #seen = new Set<string>();

  /**
   * @param key Of the connection file; empty means that messages are not signed.
   * @param scheme As in `hmac-sha256`.
   */
  constructor(key: string, scheme: string) {
    const match = /^hmac-([a-z0-9]+)$/.exec(scheme);
    if (key && !match) {
      throw new WireError(`signature_scheme: "${scheme}" is unknown; expected "hmac-sha256".`);
    }
    this.#key = key;
    this.#algorithm = match?.[1] ?? "sha256";
  }

  /**
   * The frames of a message, signed.
   * @throws Where a part of it cannot be sent as JSON, or could not be read.
   */
  encode(message: Message): Uint8Array[] {
    const { header, parentHeader, metadata, content } = message;
    const encoded = [header, parentHeader, metadata, content].map(encodeJson);
    return [
      ...message.identities,
      delimiter,
      Buffer.from(this.#sign(encoded)),
      ...encoded,
      ...message.buffers,
    ];
  }

  /**
   * The message in the frames.
   * @throws {WireError} Where the frames are malformed, wrongly signed or replayed.
   */
  decode(frames: Uint8Array[]): Message {
    const start = frames.findIndex((frame) => delimiter.equals(frame));
    if (start < 0) throw new WireError("no delimiter <IDS|MSG>");
    if (frames.length < start + 6) {
      throw new WireError(`${frames.length - start - 1} frames after the delimiter; expected 5`);
    }
    const encoded = frames.slice(start + 2, start + 6);
    this.#verify(Buffer.from(frames[start + 1]!), encoded);
    const [header, parentHeader, metadata, content] = encoded.map(parseObject) as [
      Fields,
      Fields,
      Fields,
      Fields,
    ];
    for (const field of ["msg_id", "msg_type"]) {
      if (typeof header[field] !== "string") {
        throw new WireError(`header.${field} is a string; got ${JSON.stringify(header[field])}`);
      }
    }
    return {
      identities: frames.slice(0, start),
      header: header as unknown as Header,
      parentHeader: parentHeader as unknown as Header,
      metadata,
      content,
      buffers: frames.slice(start + 6),
    };
  }

  #sign(encoded: Uint8Array[]): string {
    if (!this.#key) return "";
    const hmac = createHmac(this.#algorithm, this.#key);
    for (const part of encoded) hmac.update(part);
    return hmac.digest("hex");
  }

  #verify(signature: Buffer, encoded: Uint8Array[]): void {
    if (!this.#key) return;
    const expected = Buffer.from(this.#sign(encoded));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw new WireError("wrong signature");
    }
    const digest = expected.toString();
    if (this.#seen.has(digest)) throw new WireError("replayed signature");
    this.#seen.add(digest);
    if (this.#seen.size > remembered) this.#seen.delete(this.#seen.values().next().value!);
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function parseObject(frame: Uint8Array, index: number): Fields {
  const [part, most] = parts[index]!;
  if (frame.length > most) {
    throw new WireError(`${part} has ${frame.length} bytes; at most ${most} are read`);
  }
  if (isTooDeep(frame)) {
    throw new WireError(`${part}: objects and arrays lie deeper than ${deepest} levels`);
  }
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(frame));
  } catch (error) {
    throw new WireError(`${part} is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new WireError(`${part} is not an object`);
  }
  return value as Fields;
}
