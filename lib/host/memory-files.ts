import type { Files } from "../host.ts";

/**
 * Files kept in memory, for a page: what is given and what is saved. A path leads to the file of its
 * last name, whatever the folders before it.
 *
 * @example
 * const files = memoryFiles({ "houses.csv": new TextEncoder().encode("area\n50\n") });
 * files.find("houses.txt");   // "there is no file houses.txt in this page, which holds: houses.csv."
 */
export function memoryFiles(given: Readonly<Record<string, Uint8Array>> = {}): Files {
  const contents = new Map(Object.entries(given));
  return {
    find(path) {
      const name = nameOf(path);
      const content = contents.get(name);
      if (content) return { kind: "file", size: content.length, read: () => content };
      const names = [...contents.keys()];
      const listed = names.slice(0, 8).join(", ") + (names.length > 8 ? ", …" : "");
      return `there is no file ${name} in this page, which holds: ${listed || "nothing"}.`;
    },
    write(path, content) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      contents.set(nameOf(path), bytes);
    },
  };
}

/** What stands behind the last slash of a path. */
export function nameOf(path: string | URL): string {
  const text = path instanceof URL ? decodeURIComponent(path.pathname) : String(path);
  return text.split(/[\\/]/).findLast((part) => part !== "") ?? text;
}
