/**
 * Tells a hub that a feed changed. W3C WebSub §6 leaves open how; its note names what public hubs take, a form with
 * `hub.mode` and `hub.url`. Only some take several addresses in one form (PubSubHubbub 0.3 §7.1), so each has its own.
 *
 * The operator chose the hub: it may be in a private network.
 *
 * @param timeout milliseconds to the head of the answer; nothing else of it is read, and no redirect is followed
 * @returns the status
 * @throws where there is no answer in time
 */
export async function pingHub(hub: URL, topic: string, timeout: number): Promise<number> {
  const answer = await fetch(hub, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "trust-centre-websub/1" },
    body: new URLSearchParams({ "hub.mode": "publish", "hub.url": topic }).toString(),
    redirect: "manual",
    signal: AbortSignal.timeout(timeout),
  });
  await answer.body?.cancel();
  return answer.status;
}
