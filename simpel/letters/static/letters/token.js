/* The QR's address carries a signed token behind the #. Browsers never send that part; it is checked here, with the
   published key, and must name the letter the register answered with. */
"use strict";
(async () => {
  const line = document.querySelector("[data-token]");
  const text = location.hash.slice(1);
  if (!line || !text || !window.crypto || !crypto.subtle) return;

  const bytes = (base64url) => Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

  /* The little CBOR our token needs: integers, byte and text strings, arrays, maps, one tag. */
  function cbor(data) {
    let at = 0;
    const many = (info) => {
      if (info < 24) return info;
      const size = { 24: 1, 25: 2, 26: 4 }[info];
      let value = 0;
      for (let place = 0; place < size; place += 1) value = value * 256 + data[at++];
      return value;
    };
    const take = (count) => { at += count; return data.slice(at - count, at); };
    const one = () => {
      const head = data[at++];
      const value = many(head & 31);
      switch (head >> 5) {
        case 0: return value;
        case 1: return -1 - value;
        case 2: return take(value);
        case 3: return new TextDecoder().decode(take(value));
        case 4: return Array.from({ length: value }, one);
        case 5: return new Map(Array.from({ length: value }, () => [one(), one()]));
        case 6: return one();
        default: throw new Error("not in our tokens");
      }
    };
    return one();
  }

  /* A byte string with its CBOR head. */
  function wrapped(data) {
    const head = data.length < 24 ? [64 + data.length] : data.length < 256 ? [88, data.length] : [89, data.length >> 8, data.length & 255];
    return [...head, ...data];
  }

  async function holds() {
    const [isProtected, , payload, signature] = cbor(bytes(text));
    const kid = [...cbor(isProtected).get(4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const published = await (await fetch(line.dataset.keys)).json();
    const jwk = published.keys.find((key) => key.kid === kid);
    const key = await crypto.subtle.importKey("jwk", { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, { name: "Ed25519" }, false, ["verify"]);
    const context = new TextEncoder().encode("Signature1");
    const signed = Uint8Array.from([132, 96 + context.length, ...context, ...wrapped(isProtected), 64, ...wrapped(payload)]);
    return await crypto.subtle.verify("Ed25519", key, signature, signed) && cbor(payload).get(1) === line.dataset.number;
  }

  let good = false;
  try {
    good = await holds();
  } catch (problem) {
    if (problem.name === "NotSupportedError") return; // an older browser: say nothing rather than something false
  }
  line.textContent = good ? line.dataset.good : line.dataset.bad;
  line.classList.add(good ? "good" : "bad");
  line.hidden = false;
})();
