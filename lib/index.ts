export * as exercise from "./exercise/index.ts";
export * as plot from "./plot/index.ts";
export * from "./tensor/index.ts";
