/** The front page of a folder of handouts: every lesson, by language. */

import { basename } from "node:path";
import { escapeHtml } from "../../lib/html.ts";

/** A handout that was written. */
export interface Handout {
  /** The folder below the output folder: of its language, as in "pt", or any other. */
  folder: string;
  /** Its file name, as in "07-metodo-do-gradiente.html". */
  file: string;
  title: string;
}

const names: Record<string, string> = { pt: "Português", en: "English" };

/** The first heading of a notebook; its file's name where there is none. */
export function titleOf(path: string, notebook: unknown): string {
  const { cells } = notebook as { cells: { cell_type?: unknown; source?: unknown }[] };
  for (const cell of cells) {
    const source = cell?.source;
    const text = Array.isArray(source) ? source.join("") : String(source ?? "");
    const heading = cell?.cell_type === "markdown" && /^# (.+)$/m.exec(text);
    if (heading) return heading[1]!;
  }
  return basename(path).replace(/\.ipynb$/i, "");
}

/** The page, for a place beside the handouts' folders; the first folder given is shown first. */
export function indexPage(handouts: readonly Handout[]): string {
  const folders = [...new Set(handouts.map(({ folder }) => folder))];
  const nameOf = (folder: string) => escapeHtml(names[folder] ?? folder);
  const sections = folders.map((folder) => {
    const items = handouts
      .filter((handout) => handout.folder === folder)
      .map(({ file, title }) => {
        const address = [folder, file].filter(Boolean).map(encodeURIComponent).join("/");
        return `<li><a href="${address}">${escapeHtml(title)}</a></li>`;
      });
    const language = folder in names ? ` lang="${folder}"` : "";
    const heading = `<h2 id="${escapeHtml(folder)}">${nameOf(folder)}</h2>`;
    return `<section${language}>${heading}<ul>${items.join("")}</ul></section>`;
  });
  const links = folders.map(
    (folder) => `<a href="#${encodeURIComponent(folder)}">${nameOf(folder)}</a>`,
  );
  const navigation = folders.length > 1 ? `<nav>${links.join(" · ")}</nav>` : "";
  return `<!DOCTYPE html>
<html lang="${folders.find((folder) => folder in names) ?? "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sinapse</title>
<style>${style}</style>
</head>
<body><main><h1>Sinapse</h1>${navigation}${sections.join("")}</main></body>
</html>
`;
}

/** The page fetches nothing and runs nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const style =
  "body{margin:0;color:#1f2328;font:17px/1.6 system-ui,sans-serif}" +
  "main{max-width:40rem;margin:0 auto;padding:2.5rem 1.25rem;overflow-wrap:anywhere}" +
  "a{color:#1669a5}ul{padding-left:1.2rem}li{margin:.3rem 0}";
