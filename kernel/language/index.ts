export { formatDiagnostics } from "./format.ts";
export { createLanguage, type LanguageOptions } from "./typescript.ts";
