/**
 * The settings of the deployment: read and checked once. Nothing else under app, components or server reads the
 * environment. The table of variables is in the README.
 */
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";
import { type Dkim, domainPattern, readDkim, selectorPattern } from "@/server/platform/dkim-key";
import { processWide } from "@/server/platform/process-wide";

export interface Settings {
  readonly publisher: string;
  readonly contentDir: string;
  readonly port: number;
  readonly publicUrl: URL;
  /** The public address is this machine's own, so that plain http and demo conveniences are acceptable. */
  readonly loopback: boolean;
  /** Undefined: the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly databaseOwnerUrl: string | undefined;
  readonly dataDir: string;
  readonly storageDir: string;
  readonly smtpUrl: string | undefined;
  /** Undefined: outgoing mail is not signed. */
  readonly dkim: Dkim | undefined;
  /** What the mail server shows when it posts delivery reports; undefined: none are taken. */
  readonly bounceToken: string | undefined;
  readonly trustedProxies: readonly string[];
  readonly timestampAuthority: URL | undefined;
  /** Of feeds (W3C WebSub): readers subscribe there; undefined: none is named. */
  readonly webSubHub: URL | undefined;
  /** The file of the deployment's own OpenPGP key; undefined: one is made under the data folder. */
  readonly openPgpKey: string | undefined;
  /** Undefined until start has made one under the data folder. */
  readonly authSecret: string | undefined;
  /** Undefined: decided at start, on an empty embedded database only. */
  readonly demo: boolean | undefined;
}

/** One line for each wrong setting, each naming the variable and the mend. */
export class SettingsError extends Error {
  override name = "SettingsError";
  constructor(readonly lines: readonly string[]) {
    super(lines.join("\n"));
  }
}

const later = {
  KMS_URL: "cloud key services",
  OIDC_ISSUER: "single sign-on",
  OIDC_CLIENT_ID: "single sign-on",
  OIDC_CLIENT_SECRET: "single sign-on",
} as const;

const postgres = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// address" }).optional();

const Environment = z.object({
  PUBLISHER: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "must be the name of a folder under CONTENT_DIR, in small letters")
    .default("alphagen"),
  CONTENT_DIR: z.string().default("content"),
  PORT: z.coerce.number({ error: "must be a port number" }).int().min(1).max(65535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" }).optional(),
  DATABASE_URL: postgres,
  DATABASE_OWNER_URL: postgres,
  DATA_DIR: z.string().default(".data"),
  STORAGE_URL: z
    .string()
    .regex(/^file:/, "must be a file: address; object storage is not part of this version, so unset it")
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
  DKIM_DOMAIN: z.string().regex(domainPattern, "must be a domain name like example.com").optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(selectorPattern, "must be a name of letters, digits and hyphens, like s2026")
    .optional(),
  DKIM_KEY: z.string().optional(),
  MAIL_BOUNCE_TOKEN: z
    .string()
    .regex(
      /^[\x21-\x7e]{32,}$/,
      "must be at least 32 letters, digits and signs; make one with: openssl rand -base64 32",
    )
    .optional(),
  TRUSTED_PROXIES: z.string().default(""),
  TSA_URL: z
    .url({ protocol: /^https?$/, error: "must be the http(s) address of an RFC 3161 time-stamp authority" })
    .optional(),
  WEBSUB_HUB: z.url({ protocol: /^https?$/, error: "must be the http(s) address of a WebSub hub" }).optional(),
  OPENPGP_KEY: z.string().optional(),
  AUTH_SECRET: z
    .string()
    .min(32, "must have at least 32 characters; make one with: openssl rand -base64 32")
    .optional(),
  DEMO: z.enum(["0", "1"], { error: "must be 0 or 1" }).optional(),
});

/** @throws SettingsError with every problem at once. */
export function readSettings(source: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const problems = Object.entries(later)
    .filter(([name]) => set[name] !== undefined)
    .map(([name, what]) => `${name}: ${what} is not part of this version; unset it.`);
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}.`));
    throw new SettingsError(problems);
  }
  const environment = parsed.data;
  const dataDir = resolve(environment.DATA_DIR);
  const publicUrl = new URL(environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`);
  const loopback = isLoopback(publicUrl.hostname);
  const trustedProxies = environment.TRUSTED_PROXIES.split(/[\s,]+/).filter(Boolean);
  if (!loopback && publicUrl.protocol !== "https:")
    problems.push("PUBLIC_URL: must start with https:// where it is not this machine's own address.");
  if (publicUrl.pathname !== "/" || publicUrl.search !== "" || publicUrl.hash !== "")
    problems.push("PUBLIC_URL: must be an origin without a path, like https://trust.example.com.");
  if (!loopback && environment.AUTH_SECRET === undefined)
    problems.push(
      "AUTH_SECRET: is required where PUBLIC_URL is not this machine's own address; make one with: openssl rand -base64 32.",
    );
  if (environment.DATABASE_URL !== undefined && environment.DATABASE_OWNER_URL === undefined)
    problems.push(
      "DATABASE_OWNER_URL: is required beside DATABASE_URL: the owner's role applies migrations, the application's role must not own tables.",
    );
  if (environment.DATABASE_URL === undefined && environment.DATABASE_OWNER_URL !== undefined)
    problems.push("DATABASE_URL: is required beside DATABASE_OWNER_URL.");
  const webSubHub = environment.WEBSUB_HUB === undefined ? undefined : new URL(environment.WEBSUB_HUB);
  if (webSubHub !== undefined && (webSubHub.username !== "" || webSubHub.password !== ""))
    problems.push("WEBSUB_HUB: must hold no user name and no password: the feeds show it to everybody.");
  const dkim = readDkim(environment, problems);
  for (const network of trustedProxies)
    if (!isNetwork(network))
      problems.push(`TRUSTED_PROXIES: ${network} is not an address or a network like 10.0.0.0/8.`);
  if (problems.length > 0) throw new SettingsError(problems);

  const secretFile = join(dataDir, "auth-secret");
  return {
    publisher: environment.PUBLISHER,
    contentDir: resolve(environment.CONTENT_DIR),
    port: environment.PORT,
    publicUrl,
    loopback,
    databaseUrl: environment.DATABASE_URL,
    databaseOwnerUrl: environment.DATABASE_OWNER_URL,
    dataDir,
    storageDir:
      environment.STORAGE_URL === undefined
        ? join(dataDir, "files")
        : resolve(environment.STORAGE_URL.replace(/^file:(\/\/)?/, "")),
    smtpUrl: environment.SMTP_URL,
    dkim,
    bounceToken: environment.MAIL_BOUNCE_TOKEN,
    trustedProxies,
    timestampAuthority: environment.TSA_URL === undefined ? undefined : new URL(environment.TSA_URL),
    webSubHub,
    openPgpKey: environment.OPENPGP_KEY === undefined ? undefined : resolve(environment.OPENPGP_KEY),
    authSecret:
      environment.AUTH_SECRET ?? (existsSync(secretFile) ? readFileSync(secretFile, "utf8").trim() : undefined),
    demo: environment.DEMO === undefined ? undefined : environment.DEMO === "1",
  };
}

/** The settings of this process, checked at the first call. */
export const settings = (): Settings => processWide("settings", () => readSettings(process.env));

function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  return (
    family !== 0 &&
    rest.length === 0 &&
    (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
  );
}
