export const port = 3177;
export const smtpPort = 3178;
export const baseUrl = `http://localhost:${port}`;
export const dataDir = ".data/e2e";
export const mailDir = ".data/e2e-mail";
