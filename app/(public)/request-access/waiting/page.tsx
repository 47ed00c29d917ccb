import type { Metadata } from "next";
import { FormPage } from "@/components/site/form-page";

export const metadata: Metadata = { title: "Your request is in the queue" };

export default function Page() {
  return (
    <FormPage path="/request-access" title="Your request is in the queue">
      <div className="prose">
        <p>
          Your address is confirmed. A person looks at your request, and you get a mail with the answer; there is
          nothing more for you to do.
        </p>
        <p>
          Meanwhile, <a href="/trust">how data is protected</a> and <a href="/toms">the measures in place</a> are
          public.
        </p>
      </div>
    </FormPage>
  );
}
