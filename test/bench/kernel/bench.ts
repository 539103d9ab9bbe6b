/** Runs every measure on every kernel and prints the table. */
import { kernels } from "./kernels.ts";
import { measures } from "./measures.ts";

const only = process.argv.slice(2);
const chosen = only.length ? kernels.filter(({ name }) => only.includes(name)) : kernels;

console.log(`| | ${chosen.map(({ name }) => name).join(" | ")} | goal |`);
console.log(`| --- |${" --- |".repeat(chosen.length + 1)}`);
for (const { name, goal, measure } of measures) {
  const cells: string[] = [];
  for (const kernel of chosen) {
    cells.push(await measure(kernel).catch((error: Error) => error.message));
  }
  console.log(`| ${name} | ${cells.join(" | ")} | ${goal} |`);
}
process.exit(0);
