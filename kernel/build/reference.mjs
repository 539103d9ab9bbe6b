// Makes the API reference from the doc comments of lib, for JupyterLab's Help menu: pages that the
// renderer's extension carries, so that the notebook's own server gives them.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { reference } from "./reference-place.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const output = join(root, "dist", reference);
const stamp = join(output, ".sinapse-stamp");
const lib = readdirSync(join(root, "lib"), { recursive: true }).map((name) => join("lib", name));
const sources = lib.filter((path) => /(?<!\.generated)\.ts$/.test(path)).sort();
const made = createHash("sha256");
for (const path of ["package-lock.json", fileURLToPath(import.meta.url), ...sources]) {
  made.update(readFileSync(resolve(root, path)));
}
const wanted = made.digest("hex");

/**
 * JupyterLab shows a page in a frame without an origin, where storage throws and no other file's icons
 * may be used: a page keeps its settings itself then, and takes its icons from the copy in it.
 */
function framed(html) {
  const storage = `try { localStorage } catch {
  const kept = new Map();
  Object.defineProperty(window, "localStorage", { value: {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, String(value)),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  } });
}`;
  return html
    .replace(/<head>/, (head) => `${head}<script>${storage}</script>`)
    .replace(/href="[^"#]*assets\/icons\.svg#/g, 'href="#');
}

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) await make();

async function make() {
  // TypeScript 7 has no API for typedoc, which takes TypeScript 6 here.
  const hook = `export const resolve = (name, context, next) =>
    next(name === "typescript" ? "typescript-6" : name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  const { Application, PageEvent } = await import("typedoc");
  const app = await Application.bootstrap({
    name: "Sinapse",
    entryPoints: [join(root, "lib/index.ts")],
    tsconfig: join(root, "tsconfig.json"),
    readme: "none",
    disableSources: true,
    // No .nojekyll, which is for GitHub only.
    githubPages: false,
    excludeInternal: true,
    excludePrivate: true,
    // What is wrong with types, the compiler has said before.
    skipErrorChecking: true,
    logLevel: "Error",
  });
  app.renderer.on(PageEvent.END, (page) => {
    page.contents = framed(page.contents);
  });
  const project = await app.convert();
  if (!project) throw new Error("typedoc found nothing to describe in lib/index.ts");
  await app.generateDocs(project, output);
  writeFileSync(stamp, wanted);
}
