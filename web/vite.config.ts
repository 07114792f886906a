import { defineConfig } from "vite";

// Everything the page needs lies beside it: no asset is inlined as a data: URL that the content policy would refuse,
// and no file is named from outside.
export default defineConfig({
  base: "/",
  // The page names its files from the root, since its address may be deep; they name one another from where they lie,
  // so that a snapshot works below any path.
  experimental: { renderBuiltUrl: (name, { hostType }) => (hostType === "html" ? `/${name}` : { relative: true }) },
  build: {
    outDir: "../src/outskirts/serve/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    license: { fileName: "licences.md" },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
