// The state of the page as a link: assumptions and view as JSON in the address.

const NAME = "state";
const MOST = 4000; // characters that every browser, mail program and server lets through

/** An address that opens exactly this; null where it would be too long. */
export function linkTo(params, view, here = location.href) {
  const state = encode(JSON.stringify({ params, view }));
  if (state.length > MOST) return null;
  const address = new URL(here);
  address.searchParams.set(NAME, state);
  address.hash = "";
  return address.href;
}

/** Text in the alphabet of addresses: base64url of its UTF-8, without padding. */
export function encode(text) {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
