import { type UploadOutcome, uploadOutcome } from "@/components/desk/documents/upload-rules";
import type { Locale } from "@/server/words/locale";

/**
 * Posts a form and tells how far it has come; only XMLHttpRequest tells that of an upload.
 *
 * @returns a function that stops it; after that nothing more is told
 */
export function sendVersion(
  address: string,
  form: FormData,
  locale: Locale,
  on: {
    /** In bytes of the request's body. */
    readonly progress: (sent: number, total: number) => void;
    readonly settled: (outcome: UploadOutcome) => void;
  },
): () => void {
  const request = new XMLHttpRequest();
  request.open("POST", address);
  request.setRequestHeader("Accept", "application/json");
  request.upload.onprogress = ({ loaded, total }) => on.progress(loaded, total);
  request.onload = () => on.settled(uploadOutcome(request.status, request.responseText, locale));
  request.onerror = () => on.settled(uploadOutcome(0, "", locale));
  request.send(form);
  return () => {
    request.onload = null;
    request.onerror = null;
    request.upload.onprogress = null;
    request.abort();
  };
}
