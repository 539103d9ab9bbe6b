/** `%save`: the cells as a file. */

import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { texts } from "../../texts/texts.ts";
import { cellSources } from "../errors/sources.ts";
import { folder, needFolder } from "../imports/place.ts";
import { writeText } from "../output/streams.ts";
import type { Command } from "./command.ts";

export const command: Command = {
  run(rest) {
    const words = rest.split(/\s+/).filter(Boolean);
    const force = words.includes("-f");
    const [file, ...ranges] = words.filter((word) => word !== "-f");
    if (file === undefined) throw new Error(texts.commandErrors.noFile);
    needFolder();
    const path = resolve(folder, file);
    if (existsSync(path) && !force) {
      throw new Error(texts.commandErrors.fileExists(file, `%save -f ${rest}`));
    }
    const wanted = ranges.length > 0 ? numbersIn(ranges.join(",")) : undefined;
    const cells = numbered().filter(({ number }) => wanted?.has(number) ?? true);
    if (wanted && cells.length === 0) {
      throw new Error(texts.commandErrors.noCells(ranges.join(",")));
    }
    writeFileSync(path, `${cells.map(({ source }) => withoutCommands(source)).join("\n\n")}\n`);
    writeText("stdout", `${texts.saved(cells.length, path)}\n`);
  },
};

/** The cells that have run, without the one that saves them. */
function numbered(): { number: number; source: string }[] {
  return cellSources()
    .slice(0, -1)
    .flatMap(({ url, source }) => {
      const found = /^cell-(\d+)\.ts$/.exec(url);
      return found ? [{ number: Number(found[1]), source }] : [];
    });
}

/** `2-4,7` → 2, 3, 4, 7. */
function numbersIn(ranges: string): Set<number> {
  const numbers = new Set<number>();
  for (const range of ranges.split(",").filter(Boolean)) {
    const found = /^(\d+)(?:-(\d+))?$/.exec(range);
    if (!found) throw new Error(texts.commandErrors.noCellNumbers(range));
    const first = Number(found[1]);
    for (let number = first; number <= Number(found[2] ?? first); number++) numbers.add(number);
  }
  return numbers;
}

/** Lines that are no TypeScript become comments. */
function withoutCommands(source: string): string {
  return source.trim().replace(/^\s*(?:%%?[a-zA-Z]|![\w./~])/gm, "// $&");
}
