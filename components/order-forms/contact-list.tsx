import { contactInWords } from "@/components/order-forms/order-form-words";
import type { NoticeContact } from "@/server/order-forms/schema";
import type { Words } from "@/server/words/words";

/** A line each, in the order in which they are told. */
export function ContactList({ contacts, words }: { contacts: readonly NoticeContact[]; words: Words }) {
  if (contacts.length === 0) return words("orders.contactsOfAccount");
  return (
    <ol>
      {contacts.map((contact) => (
        <li key={contact.email} className="break-words">
          {contactInWords(contact)}
        </li>
      ))}
    </ol>
  );
}
