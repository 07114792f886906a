// Writes a compressed copy beside every built file that is worth it: it is made once, and as small as it gets.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const LEAST = 1000;
const target = join(import.meta.dirname, "..", "..", "src", "outskirts", "serve", "static", "assets");
for (const name of readdirSync(target)) {
  const path = join(target, name);
  if (!/\.(js|mjs|css|json|svg)$/.test(name) || statSync(path).size < LEAST) continue;
  writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
