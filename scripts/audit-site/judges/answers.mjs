// Not an outside judge, but what all of them rely on: every page is there, and a wrong address is told so.
export const answers = {
  name: "answers",
  asks: "every page answers 200, a wrong address 404",
  tools: () => [],
  async judge(_site, pages, found) {
    for (const { path, status } of pages) {
      const right = path.endsWith("/no-such-page") ? 404 : 200;
      if (status !== right) found(path, `answers ${status}`);
    }
  },
};
