export { formatDiagnostics } from "./check/format.ts";
export { createLanguage, type LanguageOptions } from "./typescript.ts";
