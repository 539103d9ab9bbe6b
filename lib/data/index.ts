export { type BatchOptions, batches } from "./batches.ts";
export { type CsvOptions, parseCsv, readCsv } from "./csv.ts";
export {
  blobs,
  circles,
  type GeneratorOptions,
  moons,
  type Points,
  sine,
  spirals,
  xor,
} from "./generators.ts";
export { readIdx } from "./idx.ts";
export { type ImageSize, photo, readImage, resizeImage } from "./images.ts";
export { breastCancer, type DataSet, digits, iris } from "./sets.ts";
export { type SplitOptions, split } from "./split.ts";
export { type Standardized, standardize } from "./standardize.ts";
export type { Table } from "./table.ts";
