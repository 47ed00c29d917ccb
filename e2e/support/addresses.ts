/** Ports of the server under test and of its mail server, one above; `E2E_PORT` lets two checkouts test at once. */
export const port = Number(process.env.E2E_PORT ?? 3177);
export const smtpPort = port + 1;
export const baseUrl = `http://localhost:${port}`;
export const dataDir = ".data/e2e";
export const mailDir = ".data/e2e-mail";
