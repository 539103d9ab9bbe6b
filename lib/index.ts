export * as exercise from "./exercise/index.ts";
