/** The front page of a folder of handouts: all of them, by folder. */

import { escapeHtml } from "../../lib/html.ts";
import type { PageHead } from "./handout-page.ts";

/** A handout that is there. */
export interface Handout extends PageHead {
  /** The folder below the output folder: of its language, as in "pt", any other, or "". */
  folder: string;
  /** Its file name, as in "07-metodo-do-gradiente.html". */
  file: string;
}

const names: Record<string, string> = { pt: "Português", en: "English" };
const handoutsOf: Record<string, (course: string) => string> = {
  pt: (course) => `${course}: apostilas`,
  en: (course) => `${course}: handouts`,
};

/**
 * The page, for a place beside the handouts' folders, in the language of most of them; the first
 * folder given is shown first, and in it the handouts by their names.
 *
 * @param course its title
 */
export function indexPage(course: string, handouts: readonly Handout[]): string {
  const folders = [...new Set(handouts.map(({ folder }) => folder))];
  const nameOf = (folder: string) => escapeHtml(names[folder] ?? folder);
  const headingOf = (folder: string) => `<h2 id="${escapeHtml(folder)}">${nameOf(folder)}</h2>`;
  const sections = folders.map((folder) => {
    const within = handouts
      .filter((handout) => handout.folder === folder)
      .sort((a, b) => a.file.localeCompare(b.file, "pt", { numeric: true }));
    const items = within.map(({ file, title, language }) => {
      const address = [...folder.split("/"), file]
        .filter(Boolean)
        .map(encodeURIComponent)
        .join("/");
      return `<li><a href="${address}" lang="${escapeHtml(language)}">${escapeHtml(title)}</a></li>`;
    });
    const heading = folder && folders.length > 1 ? headingOf(folder) : "";
    return `<section lang="${escapeHtml(mostCommon(within))}">${heading}<ul>${items.join("")}</ul></section>`;
  });
  const links = folders
    .filter((folder) => folder !== "")
    .map((folder) => `<a href="#${encodeURIComponent(folder)}">${nameOf(folder)}</a>`);
  const navigation = folders.length > 1 ? `<nav>${links.join(" · ")}</nav>` : "";
  const language = mostCommon(handouts);
  const title = handoutsOf[language.split("-")[0]!] ?? handoutsOf.en!;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title(course))}</title>
<style>${style}</style>
</head>
<body><main><h1>${escapeHtml(course)}</h1>${navigation}${sections.join("")}</main></body>
</html>
`;
}

/** The language of most handouts; of as many, the one that came first. */
function mostCommon(handouts: readonly Handout[]): string {
  const counts = new Map<string, number>();
  for (const { language } of handouts) counts.set(language, (counts.get(language) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0] ?? "en";
}

/** The page fetches nothing and runs nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const style =
  "body{margin:0;color:#1f2328;font:17px/1.6 system-ui,sans-serif}" +
  "main{max-width:40rem;margin:0 auto;padding:2.5rem 1.25rem;overflow-wrap:anywhere}" +
  "a{color:#1669a5}ul{padding-left:1.2rem}li{margin:.3rem 0}";
