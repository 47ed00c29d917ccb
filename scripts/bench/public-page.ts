/** A public page from the running product beside nginx. */
import type { Bench } from "./bench-run";
import { measureBesideNginx } from "./beside-nginx";
import type { Section } from "./comparison";
import { connections } from "./load";
import { startProduct } from "./product-server";

export async function measurePublicPage(bench: Bench): Promise<Section> {
  const product = await startProduct(bench.children, bench.dataDir);
  const { bytes, notes, comparisons } = await measureBesideNginx(bench, `${product.origin}/trust`);
  await product.stop();
  return {
    title: `A public page, /trust, ${connections} connections, ${(bytes / 1024).toFixed(1)} KB`,
    notes,
    comparisons,
  };
}
