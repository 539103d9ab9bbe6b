export { type Explained, explain, isSyntaxError, syntaxCode } from "./explain.ts";
export { notes } from "./notes.ts";
