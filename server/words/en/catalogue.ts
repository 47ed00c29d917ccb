import access from "./access.json";
import accessibility from "./accessibility.json";
import advisories from "./advisories.json";
import agreements from "./agreements.json";
import changes from "./changes.json";
import compliance from "./compliance.json";
import content from "./content.json";
import copy from "./copy.json";
import desk from "./desk.json";
import feeds from "./feeds.json";
import form from "./form.json";
import history from "./history.json";
import home from "./home.json";
import imports from "./imports.json";
import mail from "./mail.json";
import notices from "./notices.json";
import objections from "./objections.json";
import orders from "./orders.json";
import portal from "./portal.json";
import privacy from "./privacy.json";
import received from "./received.json";
import register from "./register.json";
import reports from "./reports.json";
import restricted from "./restricted.json";
import search from "./search.json";
import shell from "./shell.json";
import site from "./site.json";
import subscriptions from "./subscriptions.json";
import team from "./team.json";
import ui from "./ui.json";
import upload from "./upload.json";
import vault from "./vault.json";
import vulnerability from "./vulnerability.json";
import webhooks from "./webhooks.json";

/** English: the catalogue's shape. */
export const en = {
  access,
  accessibility,
  advisories,
  agreements,
  changes,
  compliance,
  content,
  copy,
  desk,
  feeds,
  form,
  history,
  home,
  imports,
  mail,
  objections,
  notices,
  orders,
  portal,
  privacy,
  received,
  register,
  reports,
  restricted,
  search,
  shell,
  site,
  subscriptions,
  team,
  ui,
  upload,
  vault,
  vulnerability,
  webhooks,
};
