// Builds the template of handouts for nbconvert.
import { createHash } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, output, source } from "./browser-bundle.mjs";

const from = join(source, "handout");
const to = join(output, "share/jupyter/nbconvert/templates/sinapse");

for (const name of ["conf.json", "index.html.j2"]) cpSync(join(from, name), join(to, name));
cpSync(join(from, "handout.css"), join(to, "static/handout.css"));
await bundle({
  entryPoints: [join(from, "handout.ts")],
  outdir: join(to, "static"),
  format: "iife",
});
// By this the page's policy knows its own script, as nbconvert puts it between the tags.
const script = `\n${readFileSync(join(to, "static/handout.js"), "utf8")}`;
const known = `sha256-${createHash("sha256").update(script).digest("base64")}`;
writeFileSync(join(to, "static/handout.hash"), known);
