import type { Metadata } from "next";
import { FormPage } from "@/components/site/form-page";

export const metadata: Metadata = { title: "Look at your mail" };

export default function Page() {
  return (
    <FormPage path="/request-access" title="Look at your mail">
      <div className="prose">
        <p>
          A message is on its way to the address that you gave. Open its link within 15 minutes and press the button on
          the page.
        </p>
        <p>
          Nothing after a few minutes? Look in the spam folder, or <a href="/request-access">ask again</a> and check the
          address.
        </p>
      </div>
    </FormPage>
  );
}
