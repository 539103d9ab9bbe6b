/** The files that a path in an import may stand for, as TypeScript looks for them. */

const endings = ["", ".ts", ".tsx", ".mts", ".js", ".jsx", ".json", ".d.ts"];
const indexes = ["/index.ts", "/index.tsx", "/index.js"];

/** `./layers` and `./layers.js` may mean `./layers.ts`: the first that there is counts. */
export function fileCandidates(file: string): string[] {
  const [, stem = "", kind = "", x = ""] = /^(.*)\.([cm]?)js(x?)$/s.exec(file) ?? [];
  const sources = stem === "" ? [] : x || kind ? [`.${kind}ts${x}`] : [".ts", ".tsx"];
  return [
    file,
    ...sources.map((ending) => stem + ending),
    ...[...endings.slice(1), ...indexes].map((ending) => file + ending),
  ];
}
