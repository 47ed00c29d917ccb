import type { Metadata } from "next";
import { FormPage } from "@/components/site/form-page";

export const metadata: Metadata = { title: "Look at your mail" };

export default function Page() {
  return (
    <FormPage path="/portal" title="Look at your mail">
      <div className="prose">
        <p>
          If the address belongs to a customer's contact or to staff, a link is on its way. Open it within 15 minutes
          and press the button on the page; it works once.
        </p>
        <p>
          Nothing after a few minutes? Look in the spam folder, <a href="/sign-in">ask for another link</a>, or{" "}
          <a href="/request-access">ask for access</a> if you do not have it yet.
        </p>
      </div>
    </FormPage>
  );
}
