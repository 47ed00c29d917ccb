/** What the form offers, and what an answer is checked against. */
import { currentPack } from "@/server/content/current-pack";
import type { Publisher } from "@/server/content/publisher-schema";
import type { Known } from "@/server/order-forms/rules";
import { readRegister } from "@/server/subprocessors/queries";

export interface OrderFormChoices {
  readonly regions: readonly Publisher["regions"][number][];
  readonly subProcessors: readonly { readonly slug: string; readonly name: string }[];
}

export async function orderFormChoices(at: Date): Promise<OrderFormChoices> {
  const { name, publisher } = await currentPack();
  const { entries } = await readRegister(name, at);
  return { regions: publisher.regions, subProcessors: entries.map((entry) => ({ slug: entry.id, name: entry.name })) };
}

export async function knownNames(at: Date): Promise<Known> {
  const { regions, subProcessors } = await orderFormChoices(at);
  return { regions: regions.map(({ name }) => name), subProcessors: subProcessors.map(({ slug }) => slug) };
}
