// The built product with a publisher's pack and demonstration data, behind a TLS proxy on the loopback interface, as a
// deployment stands behind one, with HTTP/2. Plain http on the same port is sent to https, as a proxy would.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer as createPlain, request as forward } from "node:http";
import { createSecureServer } from "node:http2";
import { createServer as createSocketServer } from "node:net";
import { join, resolve } from "node:path";

const tlsHandshake = 0x16;

/** @returns {Promise<{ origin: string, certificate: string, publisher: string, stop: () => Promise<void> }>} */
export async function startDeployment(publisher) {
  const folder = resolve(".data", `audit-site-${process.pid}-${publisher}`);
  // PostgreSQL runs as another user where this runs as root, and must get through to what is its own.
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const certificate = makeCertificate(folder);
  const [inner, outer] = [await freePort(), await freePort()];
  const origin = `https://localhost:${outer}`;
  const product = startProduct(publisher, { folder, port: inner, origin });
  const front = await startFront({ ...certificate, origin, outer, inner });
  const stop = async () => {
    front.close();
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await product.ready;
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, publisher, certificate: certificate.file, stop };
}

/** Valid for a day, for the name of this machine alone; kept with the data and removed with it. */
function makeCertificate(folder) {
  const [key, file] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", ...subject, "-keyout", key, "-out", file],
    { stdio: "ignore" },
  );
  return { file, key: readFileSync(key), cert: readFileSync(file) };
}

function startProduct(publisher, { folder, port, origin }) {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH"];
  const child = spawn(process.execPath, [join(".build", "serve.mjs")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
      NODE_ENV: "production",
      PUBLISHER: publisher,
      PORT: String(port),
      PUBLIC_URL: origin,
      DATA_DIR: join(folder, "deployment"),
      TRUSTED_PROXIES: "127.0.0.1",
      DEMO: "1",
      npm_lifecycle_event: "audit:site",
    },
  });
  const ended = new Promise((done) => child.once("exit", done));
  let said = "";
  const ready = new Promise((resolveReady, failed) => {
    const listen = (piece) => {
      said = (said + piece).slice(-4000);
      if (said.includes("ready at https://")) resolveReady();
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    ended.then(() => {
      const why = said.split("\n").find((line) => /Error|^[A-Z_]+: /.test(line)) ?? said.trim().split("\n").at(-1);
      failed(new Error(`the product did not start: ${why}`));
    });
  });
  ready.catch(() => {});
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { ready, stop };
}

function startFront({ key, cert, origin, outer, inner }) {
  const secure = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
    const { method, url: path } = request;
    const headers = { ...passedOn(request.headers), host: new URL(origin).host, "x-forwarded-proto": "https" };
    const outgoing = forward({ host: "127.0.0.1", port: inner, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      answer.pipe(response);
    });
    outgoing.on("error", () => response.stream?.close());
    request.pipe(outgoing);
  });
  const plain = createPlain((request, response) => {
    response.writeHead(301, { Location: `${origin}${request.url}` }).end();
  });
  const front = createSocketServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", (first) => {
      socket.pause();
      (first[0] === tlsHandshake ? secure : plain).emit("connection", socket);
      socket.unshift(first);
      process.nextTick(() => socket.resume());
    });
  });
  return new Promise((done) => front.listen(outer, "localhost", () => done(front)));
}

/** Without what belongs to one connection alone (RFC 9110 §7.6.1), and HTTP/2's own names. */
const passedOn = (headers) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(:|connection$|keep-alive$|transfer-encoding$|host$)/.test(name)),
  );

function freePort() {
  return new Promise((done, failed) => {
    const server = createSocketServer().once("error", failed);
    server.listen(0, "localhost", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
