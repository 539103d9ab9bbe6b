/** The program in a worker of a page, which is sent the files that there are. */
import { memoryFiles, useHost } from "sinapse/host";
import { draw, read, saved, train, withoutFiles } from "./program.ts";

const scope = globalThis as unknown as {
  onmessage: (message: { data: Record<string, Uint8Array> }) => void;
  postMessage(answer: unknown): void;
};

scope.onmessage = async ({ data: files }) => {
  try {
    const errors = withoutFiles();
    useHost({ files: memoryFiles(files) });
    const result = { ...train(), ...(await draw()), ...read(), errors, saved: saved() };
    scope.postMessage({ result });
  } catch (error) {
    scope.postMessage({ failure: String((error as Error).stack) });
  }
};
