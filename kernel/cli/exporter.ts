/**
 * The Python package that gives a Jupyter the export format "sinapse". It is pure Python and needs
 * no more than its files beside each other, so it is written without pip, and without a network.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { inPackage, manifest } from "../node/package-root.ts";
import { copies, type InstalledFile } from "./copies.ts";

const module = "sinapse_handout";
const recordOf = /^sinapse_handout-.*\.dist-info$/;
const installer = "sinapse\n";

/** Writes the exporter into a folder of packages, in place of an older one. */
export function writeExporter(packages: string): void {
  if (hasExporter(packages)) return;
  removeExporter(packages);
  for (const { path, content } of exporterFiles(packages)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** Whether this version's exporter lies in a folder of packages, whole. */
export function hasExporter(packages: string): boolean {
  return exporterFiles(packages).every(
    ({ path, content }) => existsSync(path) && content.equals(readFileSync(path)),
  );
}

/** The first file or folder that is in the exporter's way and was not written by Sinapse. */
export function inExportersWay(packages: string): string | undefined {
  if (records(packages).length > 0 || !existsSync(join(packages, module))) return undefined;
  return join(packages, module);
}

/** Removes the exporter of any version from a folder of packages, with what Python made of it. */
export function removeExporter(packages: string): void {
  for (const record of records(packages)) {
    const lines = readFileSync(join(record, "RECORD"), "utf8").trim().split("\n");
    const paths = lines.map((line) => join(packages, line.replace(/,[^,]*,[^,]*$/, "")));
    for (const path of paths) rmSync(path, { force: true });
    rmSync(join(packages, module, "__pycache__"), { recursive: true, force: true });
    const folders = new Set(paths.flatMap((path) => foldersBetween(packages, dirname(path))));
    for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
      if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
    }
  }
}

/** Where the records of exporters are that Sinapse wrote. */
function records(packages: string): string[] {
  if (!existsSync(packages)) return [];
  return readdirSync(packages)
    .filter((name) => recordOf.test(name))
    .map((name) => join(packages, name))
    .filter((folder) => {
      const path = join(folder, "INSTALLER");
      return existsSync(path) && readFileSync(path, "utf8") === installer;
    });
}

/** Every file of the exporter; its entry point comes last, as it is what makes nbconvert load it. */
function exporterFiles(packages: string): InstalledFile[] {
  const built = inPackage("dist", "jupyter");
  const templates = join(built, "share", "jupyter", "nbconvert", "templates");
  const { version } = manifest();
  const record = join(packages, `${module}-${version}.dist-info`);
  const text = (name: string, ...lines: string[]) => ({
    path: join(record, name),
    content: Buffer.from(`${lines.join("\n")}\n`),
  });
  const files = [
    ...copies(join(built, "exporter"), join(packages, module)),
    ...copies(templates, join(packages, module, "templates")),
    text("INSTALLER", installer.trim()),
    text(
      "METADATA",
      "Metadata-Version: 2.1",
      "Name: sinapse-handout",
      `Version: ${version}`,
      "Summary: The handouts of Sinapse, the TypeScript kernel, as a format of nbconvert",
      "License: MIT",
    ),
    text(
      "WHEEL",
      "Wheel-Version: 1.0",
      `Generator: sinapse ${version}`,
      "Root-Is-Purelib: true",
      "Tag: py3-none-any",
    ),
    text("entry_points.txt", "[nbconvert.exporters]", `sinapse = ${module}:SinapseExporter`),
  ];
  const name = ({ path }: InstalledFile) => relative(packages, path).split(sep).join("/");
  const recorded = files.map(
    (file) => `${name(file)},sha256=${hash(file.content)},${file.content.length}`,
  );
  const list = text("RECORD");
  list.content = Buffer.from(`${[...recorded, `${name(list)},,`].join("\n")}\n`);
  return [...files.slice(0, -1), list, ...files.slice(-1)];
}

function hash(content: Buffer): string {
  return createHash("sha256").update(content).digest("base64url");
}

/** The folders from `inner` up to, and without, `outer`. */
function foldersBetween(outer: string, inner: string): string[] {
  return inner === outer ? [] : [inner, ...foldersBetween(outer, dirname(inner))];
}
