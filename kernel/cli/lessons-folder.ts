/** The lessons that `sinapse start` opens. */
import { cpSync, existsSync } from "node:fs";
import { resolve } from "node:path";
import { texts } from "../bootstrap/texts.mjs";
import { inPackage, isDependency } from "../node/package-root.ts";

/**
 * The folder of the lessons: in a checkout its own. What npm installed it may also replace, with all
 * that was written there: then it is a copy below the folder of the call, where nothing that is
 * there already is written over.
 */
export function lessonsFolder(): string {
  const ours = inPackage("notebooks");
  if (!isDependency) return ours;
  const copy = resolve("sinapse-lessons");
  if (!existsSync(copy)) console.log(texts.lessonsCopied(copy));
  cpSync(ours, copy, { recursive: true, force: false });
  return copy;
}
