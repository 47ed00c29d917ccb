/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The server in front of Next sends every answer that is worth compressing.
  compress: false,
  images: { unoptimized: true },
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
