/** A message as it is sent, laid out for people: shown in the portal and in docs/webhooks.md. */
const sample = {
  type: "subprocessor-change.noticed",
  timestamp: "2026-11-29T08:30:00.000Z",
  data: {
    id: "0192f1c4-7a1e-7c55-9f0a-3f1c2a7b9d10",
    kind: "addition",
    state: "noticed",
    subProcessor: "Example Hosting Ltd",
    noticedAt: "2026-11-29T08:30:00.000Z",
    effectiveAt: "2026-12-29T08:30:00.000Z",
    url: "https://trust.example.com/subprocessors/changes/0192f1c4-7a1e-7c55-9f0a-3f1c2a7b9d10",
  },
};

export const samplePayload = JSON.stringify(sample, null, 2);
