/** Reading and writing whole files, through the host, with errors that name the reader and the file. */

import { nameOf } from "./host/memory-files.ts";
import { type FoundFile, host } from "./host.ts";
import { language } from "./language.ts";

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
  decode: (bytes: Uint8Array, fail: Fail, name: string) => T,
): T {
  const name = nameOf(path);
  const fail: Fail = (problem) => {
    throw new FileError(`${reader}: ${name}: ${problem}`);
  };
  const found = filesOf(reader, name).find(path);
  if (typeof found === "string") throw new Error(`${reader}: ${found}`);
  try {
    return decode(unpacked(readWhole(found, fail), fail), fail, name);
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

/**
 * Writes a file whole.
 * @throws if that cannot be, or there are no files: the error names the writer and the file.
 */
export function writeFile(writer: string, path: string, content: string | Uint8Array): void {
  const name = nameOf(path);
  const files = filesOf(writer, name);
  try {
    files.write(path, content);
  } catch (error) {
    throw new Error(`${writer}: ${name}: ${(error as Error).message}`);
  }
}

const noFiles = {
  en:
    "there are no files here: a page in the browser does not reach those of your computer. " +
    "Run this in Sinapse on your computer.",
  pt:
    "aqui não há arquivos: uma página no navegador não alcança os do seu computador. " +
    "Execute isto no Sinapse do seu computador.",
};

function filesOf(caller: string, name: string) {
  const { files } = host();
  if (!files) throw new Error(`${caller}: ${name}: ${noFiles[language()]}`);
  return files;
}

function readWhole({ kind, size, read }: FoundFile, fail: Fail): Uint8Array {
  if (kind === "folder") return fail("is a folder, not a file. Name a file that lies in it.");
  if (kind === "other") return fail("is no file that could be read whole.");
  if (size > LARGEST)
    return fail(
      `has ${Math.round(size / MiB)} MiB; files are read up to ${LARGEST / MiB} MiB. ` +
        "Split it, or leave out what is not needed.",
    );
  return read();
}

function unpacked(bytes: Uint8Array, fail: Fail): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const most = Math.min(LARGEST, Math.max(SMALL, EXPANSION * bytes.length));
  try {
    return host().gunzip(bytes, most);
  } catch (error) {
    if (error instanceof RangeError)
      return fail(
        `the gzip file unpacks to more than ${Math.round(most / MiB)} MiB, far more than such data ` +
          "does. If you trust it, unpack it with gunzip and read the result.",
      );
    return fail("the gzip file is damaged or cut off. Download it again.");
  }
}
