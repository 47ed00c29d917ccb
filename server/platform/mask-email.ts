/** `a•••@northwind.example`: enough to recognise, too little to write to. */
export function maskEmail(address: string): string {
  return `${address.slice(0, 1)}•••@${address.slice(address.lastIndexOf("@") + 1)}`;
}
