/** `using` and `await using`, which Node 20 does not know. */

import type { ForOfStatement, Node, Program, VariableDeclaration } from "acorn";
import type { Edits } from "./edits.ts";
import { walk } from "./syntax.ts";

const resources = "__sinapse_resources__";
const open = `const ${resources}=__sinapse_using__();try{`;
const close = (asynchronous: boolean) =>
  `}catch(error){${resources}.fail(error)}finally{${
    asynchronous ? `await ${resources}.disposeAsync()` : `${resources}.dispose()`
  }}`;

/**
 * Blocks with `using` declarations become `try … finally` blocks; what the cell declares at its top
 * level is disposed of by the runtime when the cell ends.
 */
export function rewriteUsing(program: Program, edits: Edits): void {
  for (const declaration of declarationsIn(program.body)) {
    rewriteDeclaration(declaration, "__sinapse_using__.cell", "let", edits);
  }
  walk(program, (node) => {
    if (node.type === "BlockStatement" || node.type === "StaticBlock") {
      rewriteBlock(node as Node & { body: Node[] }, edits);
    } else if (node.type === "ForOfStatement") {
      rewriteLoop(node as ForOfStatement, edits);
    }
    return true;
  });
}

function rewriteBlock(block: Node & { body: Node[] }, edits: Edits): void {
  const declarations = declarationsIn(block.body);
  if (declarations.length === 0) return;
  edits.insert(edits.source.indexOf("{", block.start) + 1, open);
  for (const declaration of declarations) {
    rewriteDeclaration(declaration, resources, "const", edits);
  }
  edits.insert(block.end - 1, close(declarations.some(isAsynchronous)));
}

/** `for (using x of xs) …`: each value is disposed of at the end of its turn. */
function rewriteLoop({ left, body }: ForOfStatement, edits: Edits): void {
  if (left.type !== "VariableDeclaration" || !isUsing(left)) return;
  const { id } = left.declarations[0]!;
  const asynchronous = isAsynchronous(left);
  edits.replace(left.start, id.start, "const ");
  const name = edits.source.slice(id.start, id.end);
  edits.insert(body.start, `{${open}${resources}.add(${name},${asynchronous});`);
  edits.insert(body.end, `${close(asynchronous)}}`);
}

function rewriteDeclaration(
  { start, declarations, ...rest }: VariableDeclaration,
  stack: string,
  keyword: string,
  edits: Edits,
): void {
  edits.replace(start, declarations[0]!.start, `${keyword} `);
  const asynchronous = isAsynchronous(rest as VariableDeclaration);
  for (const { init } of declarations) {
    if (!init) continue;
    edits.insert(init.start, `${stack}.add(`);
    edits.insert(init.end, asynchronous ? ",true)" : ")");
  }
}

function declarationsIn(statements: Node[]): VariableDeclaration[] {
  return statements.filter(
    (node): node is VariableDeclaration =>
      node.type === "VariableDeclaration" && isUsing(node as VariableDeclaration),
  );
}

function isUsing({ kind }: VariableDeclaration): boolean {
  return kind === "using" || kind === "await using";
}

function isAsynchronous({ kind }: VariableDeclaration): boolean {
  return kind === "await using";
}
