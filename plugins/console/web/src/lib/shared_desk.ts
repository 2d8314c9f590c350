// A browser that several people use in turn, enrolled as a device of the house: with its key, a badge and a PIN are enough to sign in.
// The key says only which desk this is. It is kept here and nowhere else; the house has its hash.

import {remember, remembered} from "./choices.ts";
import {tell} from "./house.ts";

export const deskKey = () => remembered("desk_key");

export async function enrolDesk(device: string, code: string): Promise<void> {
  const secret = [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  await tell("identity.enrol_device", {device, code, secret});
  remember("desk_key", secret);
}
