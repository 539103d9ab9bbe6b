/** Node's host: imported for what it does, before the library looks for one. */
import { setFlagsFromString } from "node:v8";
import { gunzipSync } from "node:zlib";
import { useHost } from "../../host.ts";
import { collectGarbage } from "./collect-garbage.ts";
import { files } from "./files.ts";
import { tslabHost } from "./tslab.ts";

useHost({
  files,
  carried: (name) => new URL(`../../data/sets/${name}`, import.meta.url),
  gunzip: (bytes, most) => gunzipSync(bytes, { maxOutputLength: most }),
  display: tslabHost,
  backend: process.env.SINAPSE_BACKEND,
  allowFusedMultiplyAdd: () => setFlagsFromString("--experimental-wasm-relaxed-simd"),
  collectGarbage,
});
