const BLOCK = 64;
const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const;

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** The message, a 1 bit, zeros, and the message's length in bits as 64 bits (RFC 3174 section 4). */
function pad(message: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  return view;
}

/** The 80 words of one block (RFC 3174 section 6.1, steps a and b). */
function schedule(view: DataView, offset: number): Int32Array {
  const words = new Int32Array(80);
  for (let at = 0; at < 16; at += 1) words[at] = view.getInt32(offset + at * 4);
  for (let at = 16; at < 80; at += 1) {
    words[at] = rotate(words[at - 3]! ^ words[at - 8]! ^ words[at - 14]! ^ words[at - 16]!, 1);
  }
  return words;
}

/** The round function and its constant (RFC 3174 section 5). */
function mix(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

/** SHA-1 (RFC 3174) of the message: 20 bytes. For the names of the AWS CLI's cache files; nothing's safety rests on it. */
export function sha1(message: Uint8Array): Uint8Array {
  const view = pad(message);
  const state = Int32Array.from(START);
  for (let offset = 0; offset < view.byteLength; offset += BLOCK) {
    const words = schedule(view, offset);
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let round = 0; round < 80; round += 1) {
      const next = (rotate(a, 5) + mix(round, b, c, d) + e + words[round]!) | 0;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
    }
    [a, b, c, d, e].forEach((word, at) => (state[at]! += word));
  }
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, at) => digest.setInt32(at * 4, word));
  return new Uint8Array(digest.buffer);
}
