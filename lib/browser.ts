/** The library as it is everywhere: what it asks of where it runs, a host gives (host.ts). */
export * as data from "./data/index.ts";
export * as exercise from "./exercise/index.ts";
export * as nn from "./nn/index.ts";
export * as optim from "./optim/index.ts";
export * as plot from "./plot/index.ts";
export * from "./tensor/index.ts";
export * as widgets from "./widgets/index.ts";
