import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { testEvent, webhookEvents } from "@/server/notices/webhooks/event-types";
import type { DeliveryView, WebhookView } from "@/server/notices/webhooks/queries";
import { currentIn } from "@/server/words/testing/current";
import { WebhookDeliveryTable } from "./delivery-table";
import { WebhookActions } from "./webhook-actions";
import { WebhookFacts, WebhookTrouble } from "./webhook-facts";
import { AddWebhookForm } from "./webhook-forms";
import { WebhookTable } from "./webhook-table";
import { eventHint, eventName } from "./webhook-words";

vi.mock("@/server/notices/webhooks/actions", () => {
  const names = ["addWebhook", "changeWebhook", "rotateWebhookSecret", "pauseWebhook", "resumeWebhook"];
  const others = ["removeWebhook", "testWebhook", "replayWebhookDelivery", "replayFailedWebhooks"];
  return Object.fromEntries([...names, ...others].map((name) => [name, vi.fn()]));
});

const current = currentIn("en");
const moment = new Date("2026-11-29T08:30:00Z");
const webhook: WebhookView = {
  ...{ id: "w1", address: "https://hooks.a.example/x", host: "hooks.a.example", description: "<b>Ωμέγα</b>" },
  ...{ events: [...webhookEvents], state: "live", stop: null, failingSince: null, waiting: 2 },
  ...{ createdAt: moment, secretSince: moment, earlierSecretUntil: null },
};
const delivery: DeliveryView = {
  ...{ id: "d1", type: "subprocessor-change.noticed", createdAt: moment, state: "delivered", attempts: 1 },
  ...{ lastAttemptAt: moment, nextAttemptAt: moment, failure: null, responseStatus: 204, durationMs: 35 },
};
const log = (changes: Partial<DeliveryView>) =>
  renderToStaticMarkup(<WebhookDeliveryTable deliveries={[{ ...delivery, ...changes }]} current={current} />);

describe("the list and the facts", () => {
  it("tell host, description as text, state and events, and lead to the endpoint", () => {
    const html = renderToStaticMarkup(<WebhookTable webhooks={[webhook]} current={current} />);
    expect(html).toContain('href="/portal/webhooks/w1"');
    expect(html).toContain("&lt;b&gt;Ωμέγα");
    expect(html).toContain("Live");
  });

  it("tell until when two secrets sign, and none of them", () => {
    const html = renderToStaticMarkup(
      <WebhookFacts webhook={{ ...webhook, earlierSecretUntil: moment }} current={current} />,
    );
    expect(html).toContain("The one before it signs until");
    expect(html).not.toContain("whsec");
  });

  it.each([...webhookEvents, testEvent])("have words for %s in both languages", (type) => {
    for (const locale of ["en", "nb"] as const) {
      expect(eventName(type, currentIn(locale).words)).not.toBe(type);
      expect(eventHint(type, currentIn(locale).words)).toMatch(/\.$/);
    }
    expect(eventName("toString", current.words)).toBe("toString");
  });
});

describe("what is wrong", () => {
  const trouble = (changes: Partial<WebhookView>) =>
    renderToStaticMarkup(<WebhookTrouble webhook={{ ...webhook, ...changes }} days={30} current={current} />);

  it("is said with what to do, and nothing is said while all goes well", () => {
    expect(trouble({})).toBe("");
    expect(trouble({ state: "paused" })).toContain("30 days at most");
    expect(trouble({ state: "disabled", stop: "gone" })).toContain("410 Gone");
    expect(trouble({ state: "disabled", stop: "failing" })).toContain("Mend the receiver");
    expect(trouble({ failingSince: moment })).toContain("Nothing has been taken since");
  });

  it("is mended by resuming, where a live endpoint is paused", () => {
    expect(renderToStaticMarkup(<WebhookActions webhook={webhook} current={current} />)).toContain("Pause");
    const stopped = { ...webhook, state: "disabled", stop: "gone" } as const;
    expect(renderToStaticMarkup(<WebhookActions webhook={stopped} current={current} />)).toContain("Resume");
  });
});

describe("the log", () => {
  it("tells the outcome in words, the answer's status and the id that was sent", () => {
    expect(log({})).toMatch(/Delivered.*status 204, 35 ms/);
    expect(log({})).toContain("msg_d1");
    expect(log({ state: "failed", failure: "redirect", responseStatus: 307 })).toContain("redirects are not followed");
    expect(log({ state: "queued", failure: "timeout", responseStatus: null })).toMatch(
      /tried again.*No answer in time/,
    );
  });

  it("offers to send again what is settled, naming it for a screen reader, and not what is under way", () => {
    expect(log({})).toMatch(/Send again<span class="visually-hidden"> Sub-processor change announced msg_d1/);
    expect(log({ state: "queued" })).not.toContain("<form");
  });

  it("says what to do where it is empty", () => {
    const html = renderToStaticMarkup(<WebhookDeliveryTable deliveries={[]} current={current} />);
    expect(html).toContain("Send a test event");
  });
});

it("a new endpoint is offered every event", () => {
  const html = renderToStaticMarkup(<AddWebhookForm current={current} />);
  const ticked = [...html.matchAll(/<input[^>]*name="events"[^>]*>/g)].filter(([input]) => input.includes("checked"));
  expect(ticked).toHaveLength(webhookEvents.length);
});
