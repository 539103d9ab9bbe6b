/** Runs every measure on every kernel, or those that were asked for, and prints the table. */
import { type Kernel, kernels } from "./kernels.ts";
import { measures } from "./measures.ts";

const [row] = process.argv.flatMap((argument) => /^--row=(.*)/.exec(argument)?.[1] ?? []);
const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const chosen = names.length > 0 ? names.map(kernelNamed) : kernels;
const rows = measures.filter(({ name }) => name.includes(row ?? ""));
if (rows.length === 0) fail(`no row has "${row}" in its name`);

function kernelNamed(wanted: string): Kernel {
  const kernel = kernels.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  return kernel ?? fail(`no kernel "${wanted}"; there are ${kernels.map(({ name }) => name)}`);
}

function fail(reason: string): never {
  console.error(reason);
  process.exit(2);
}

console.log(`| | ${chosen.map(({ name }) => name).join(" | ")} | goal |`);
console.log(`| --- |${" --- |".repeat(chosen.length + 1)}`);
for (const { name, goal, measure } of rows) {
  const cells: string[] = [];
  for (const kernel of chosen) {
    cells.push(await measure(kernel).catch((error: Error) => error.message));
  }
  console.log(`| ${name} | ${cells.join(" | ")} | ${goal} |`);
}
process.exit(0);
