/** Source texts that nest one construct as deeply as one likes. */

/** Construct → a cell that nests it `depth` times. */
export const nested: Record<string, (depth: number) => string> = {
  parentheses: (depth) => around("(", "1", ")", depth),
  arrays: (depth) => around("[", "1", "]", depth),
  objects: (depth) => around("({a:", "1", "})", depth),
  templates: (depth) => around("`${", "1", "}`", depth),
  calls: (depth) => around("String(", "1", ")", depth),
  "arrow functions": (depth) => `${"() => ".repeat(depth)}1`,
  functions: (depth) => around("function f() {", "", "}", depth),
  classes: (depth) => around("class A { m() {", "", "}}", depth),
  blocks: (depth) => around("{", "", "}", depth),
  ifs: (depth) => `${"if (true) ".repeat(depth)}1`,
  "else-if chains": (depth) => `${"if (false) 1; else ".repeat(depth)}2`,
  loops: (depth) => `${"for (const i of []) ".repeat(depth)}1`,
  "unary operators": (depth) => `${"-+".repeat(depth)}1`,
  not: (depth) => `x = ${"!".repeat(depth)}1`.replace("x", "globalThis.x"),
  sums: (depth) => `1${"+1".repeat(depth)}`,
  powers: (depth) => `1${"**1".repeat(depth)}`,
  conditions: (depth) => `${"true ? 1 : ".repeat(depth)}2`,
  assignments: (depth) => `let a; ${"a = ".repeat(depth)}1`,
  "method chains": (depth) => `"a"${".trim()".repeat(depth)}`,
  indexes: (depth) => `let b: any = []; b${"[0]?.".repeat(depth)}[0]`,
  awaits: (depth) => `${"await ".repeat(depth)}1`,
  "generic types": (depth) => `type A = ${around("Array<", "1", ">", depth)}`,
  "array types": (depth) => `type A = 1${"[]".repeat(depth)}`,
  "tuple types": (depth) => `type A = ${around("[", "1", "]", depth)}`,
  "object types": (depth) => `type A = ${around("{ a: ", "1", "}", depth)}`,
  "function types": (depth) => `type A = ${"() => ".repeat(depth)}1`,
  "conditional types": (depth) => `type A = ${"1 extends 1 ? 1 : ".repeat(depth)}2`,
  unions: (depth) => `type A = 1${"|1".repeat(depth)}`,
  assertions: (depth) => `1${" as any".repeat(depth)}`,
  patterns: (depth) => `let ${around("[", "a", "]", depth)} = [] as any`,
  namespaces: (depth) => around("namespace N {", "export let a = 1", "}", depth),
  "decorated classes": (depth) =>
    `const d = (v: any, _: any) => v; ${around("{", "@d class A {}", "}", depth)}`,
  comments: (depth) => `${"/* ".repeat(depth)}*/1`,
  "open brackets": (depth) => "(".repeat(depth),
  "regular expressions": (depth) => `/${around("(", "a", ")", depth)}/`,
};

function around(before: string, inner: string, after: string, depth: number): string {
  return before.repeat(depth) + inner + after.repeat(depth);
}
