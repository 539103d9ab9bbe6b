/** The front page of a folder of handouts: every lesson, by language. */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** A handout that was written. */
export interface Handout {
  /** The folder of its language, as in "pt". */
  language: string;
  /** Its file name, as in "07-metodo-do-gradiente.html". */
  file: string;
  title: string;
}

const names: Record<string, string> = { pt: "Português", en: "English" };

/** The first heading of a notebook; its name where there is none. */
export function titleOf(notebook: string): string {
  const { cells } = JSON.parse(readFileSync(notebook, "utf8")) as {
    cells: { cell_type: string; source: string | string[] }[];
  };
  for (const { cell_type, source } of cells) {
    const text = Array.isArray(source) ? source.join("") : source;
    const heading = cell_type === "markdown" && /^# (.+)$/m.exec(text);
    if (heading) return heading[1]!;
  }
  return basename(notebook, ".ipynb");
}

/** Writes index.html beside the languages' folders; the first language given is shown first. */
export function writeIndex(output: string, handouts: Handout[]): void {
  const languages = [...new Set(handouts.map(({ language }) => language))];
  const sections = languages.map((language) => {
    const items = handouts
      .filter((handout) => handout.language === language)
      .map(({ file, title }) => `<li><a href="${language}/${file}">${escaped(title)}</a></li>`);
    const heading = `<h2 id="${language}">${names[language] ?? language}</h2>`;
    return `<section lang="${language}">${heading}<ul>${items.join("")}</ul></section>`;
  });
  const links = languages.map(
    (language) => `<a href="#${language}">${names[language] ?? language}</a>`,
  );
  const navigation = languages.length > 1 ? `<nav>${links.join(" · ")}</nav>` : "";
  writeFileSync(
    join(output, "index.html"),
    `<!DOCTYPE html>
<html lang="${languages[0] ?? "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sinapse</title>
<style>${style}</style>
</head>
<body><main><h1>Sinapse</h1>${navigation}${sections.join("")}</main></body>
</html>
`,
  );
}

const style =
  "body{margin:0;color:#1f2328;font:17px/1.6 system-ui,sans-serif}" +
  "main{max-width:40rem;margin:0 auto;padding:2.5rem 1.25rem}" +
  "a{color:#1669a5}ul{padding-left:1.2rem}li{margin:.3rem 0}";

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
