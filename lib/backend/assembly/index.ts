export * from "./elementwise";
export * from "./losses";
export * from "./matmul";
export * from "./moving";
export * from "./pairwise";
export * from "./reductions";
export * from "./windows";
export * from "./updates";
