/** @type {import("next").NextConfig} */
const config = {
  typedRoutes: true,
  // `npm run check` types everything, tests and scripts included; a start need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  images: { unoptimized: true },
  // Normalised, a server bound to 127.0.0.1 takes its own rewrites for another site's and proxies to itself.
  skipProxyUrlNormalize: true,
  // Mails are rendered by React's server build, which the layer of instrumentation.ts would not get to see.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@react-email/render",
    "nodemailer",
    "pdfkit",
    "pg-boss",
    "pino",
    "stripe",
  ],
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
  // Browsers ask for it where a page names no icon: at JSON, at a PDF, between two pages of one visit.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "no-referrer" },
        { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
      ],
    },
    {
      // Read before they are saved; by its ending the server would take a type declaration for a film.
      source: "/types/:path*",
      headers: [{ key: "Content-Type", value: "text/plain; charset=utf-8" }],
    },
    {
      // Pages: proxy.ts has the last word. Doors, files and what Next answers by itself: this has. The sandbox's pages
      // have a policy of their own.
      source: "/((?!embed/|sandbox/).*)",
      headers: [
        { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" },
        { key: "X-Frame-Options", value: "DENY" },
      ],
    },
  ],
};

export default config;
