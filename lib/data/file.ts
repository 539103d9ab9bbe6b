import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

const MiB = 2 ** 20;
/** The largest file that is read. */
const LARGEST = 1024 * MiB;
/** A gzip file unpacks to so many times its size at most; a small one may grow more. */
const EXPANSION = 100;
const SMALL = 16 * MiB;

/**
 * What `decode` makes of the bytes of a file, unpacked if it is gzipped; `reader` stands in the
 * errors, each of which names the file. `decode` is given a way to say what is wrong with it.
 *
 * @throws if there is no such file (naming the folder that was searched and what it holds), if it is
 * too large, or if it cannot be decoded.
 */
export function readFile<T>(
  reader: string,
  path: string | URL,
  decode: (bytes: Buffer, fail: Fail, name: string) => T,
): T {
  const name = basename(path instanceof URL ? path.pathname : String(path));
  const fail: Fail = (problem) => {
    throw new FileError(`${reader}: ${name}: ${problem}`);
  };
  if (!existsSync(path)) throw new Error(`${reader}: ${missing(path)}`);
  try {
    return decode(unpacked(readWhole(path, fail), fail), fail, name);
  } catch (error) {
    if (error instanceof FileError) throw error;
    const { message } = error as Error;
    const prefix = `${reader}: `;
    // What parses text for several readers names reader and file itself.
    if (message.startsWith(`${prefix}${name}`)) throw error;
    return fail(message.startsWith(prefix) ? message.slice(prefix.length) : message);
  }
}

/** Throws an error that names the reader and the file. */
export type Fail = (problem: string) => never;

class FileError extends Error {
  override name = "Error";
}

function readWhole(path: string | URL, fail: Fail): Buffer {
  const about = statSync(path);
  if (about.isDirectory()) return fail("is a folder, not a file. Name a file that lies in it.");
  if (!about.isFile()) return fail("is no file that could be read whole.");
  if (about.size > LARGEST)
    return fail(
      `has ${Math.round(about.size / MiB)} MiB; files are read up to ${LARGEST / MiB} MiB. ` +
        "Split it, or leave out what is not needed.",
    );
  return readFileSync(path);
}

function unpacked(bytes: Buffer, fail: Fail): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const most = Math.min(LARGEST, Math.max(SMALL, EXPANSION * bytes.length));
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE")
      return fail(
        `the gzip file unpacks to more than ${Math.round(most / MiB)} MiB, far more than such data ` +
          "does. If you trust it, unpack it with gunzip and read the result.",
      );
    return fail("the gzip file is damaged or cut off. Download it again.");
  }
}

function missing(path: string | URL): string {
  const file = resolve(String(path));
  const folder = dirname(file);
  if (!existsSync(folder)) return `there is no folder ${folder}. Check the path ${path}.`;
  const found = readdirSync(folder).filter((name) => !name.startsWith("."));
  const listed = found.slice(0, 8).join(", ") + (found.length > 8 ? ", …" : "");
  return `there is no file ${basename(file)} in ${folder}, which holds: ${listed || "nothing"}.`;
}

/** Where the package keeps one of its own data files. */
export function carried(name: string): URL {
  return new URL(`./sets/${name}`, import.meta.url);
}
