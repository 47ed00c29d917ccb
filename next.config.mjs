/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The server in front of Next sends every answer that is worth compressing.
  compress: false,
  images: { unoptimized: true },
  // A file of figures beside its page: a folder of the page cannot end its own address in .json.
  rewrites: () => [{ source: "/reports/:quarter(2\\d{3}-q[1-4]).json", destination: "/reports/:quarter/figures.json" }],
  // Types are checked by the tests, once.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@libpdf/core",
    "@neslinesli93/qpdf-wasm",
    "esbuild",
    "graphile-worker",
    "mdx-bundler",
    "nodemailer",
    "pdfkit",
    "pg",
    "pkijs",
  ],
};
export default config;
