/**
 * For the `<head>` of the root layout: the mark, the text face, and the two plain files that enhance a page. The theme's runs before the
 * first paint, so that a page chosen dark never flashes light; it is under 1 KB. Both change only `data-*` attributes of
 * `<html>`, which therefore wants `suppressHydrationWarning`.
 */
export function DocumentHead({ nonce }: { nonce?: string }) {
  return (
    <>
      <link rel="preload" href="/fonts/geist-latin.woff2" as="font" type="font/woff2" crossOrigin="anonymous" />
      <link rel="icon" href="/mark.svg" type="image/svg+xml" />
      <script src="/theme.js" nonce={nonce} />
      <script src="/copy.js" nonce={nonce} defer />
    </>
  );
}
