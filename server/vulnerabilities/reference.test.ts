import { expect, test } from "vitest";
import { readReference } from "./reference";

const reference = "VR-7K3F-9QXM-2HTA-WW01";

test.each([
  reference,
  "vr-7k3f-9qxm-2hta-wwo1",
  " VR 7K3F 9QXM 2HTA WW0I ",
  "7K3F9QXM2HTAWW01",
  "VR7K3F9QXM2HTAWWOL",
  "VR–7K3F–9QXM–2HTA–WW01",
])("%s is read as it was meant", (typed) => {
  expect(readReference(typed)).toBe(reference);
});

test.each([
  "",
  "VR-",
  "VR-7K3F-9QXM-2HTA",
  `${reference}0`,
  "VR-7K3F-9QXM-2HTA-WWU1",
  "漢字",
  "'; DROP TABLE",
  "D-7K3F",
])("%s is none", (typed) => {
  expect(readReference(typed)).toBeNull();
});
