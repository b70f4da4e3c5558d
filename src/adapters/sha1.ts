type State = readonly [number, number, number, number, number];

const BLOCK = 64;
const ROUNDS = 80;
const START: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

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

/** The 80 words of one block (RFC 3174 section 6.1, steps a and b), as a function from the round to its word. */
function schedule(view: DataView, offset: number): (round: number) => number {
  const words = new DataView(new ArrayBuffer(ROUNDS * 4));
  const word = (at: number): number => words.getInt32(at * 4);
  for (let at = 0; at < ROUNDS; at += 1) {
    const isGiven = at < BLOCK / 4;
    const mixed = () => rotate(word(at - 3) ^ word(at - 8) ^ word(at - 14) ^ word(at - 16), 1);
    words.setInt32(at * 4, isGiven ? view.getInt32(offset + at * 4) : mixed());
  }
  return word;
}

/** The round's function and its constant (RFC 3174 section 5). */
function mix(round: number, [, b, c, d]: State): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

/** The state after one block (RFC 3174 section 6.1, steps c to e). */
function digestBlock(before: State, wordOf: (round: number) => number): State {
  let state = before;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [a, b, c, d, e] = state;
    state = [(rotate(a, 5) + mix(round, state) + e + wordOf(round)) | 0, a, rotate(b, 30), c, d];
  }
  const [a, b, c, d, e] = state;
  return [a + before[0], b + before[1], c + before[2], d + before[3], e + before[4]];
}

/** SHA-1 (RFC 3174) of the message: 20 bytes. For names of the AWS CLI's cache files; nothing's safety rests on it. */
export function sha1(message: Uint8Array): Uint8Array {
  const view = pad(message);
  let state = START;
  for (let offset = 0; offset < view.byteLength; offset += BLOCK) state = digestBlock(state, schedule(view, offset));
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, at) => digest.setInt32(at * 4, word));
  return new Uint8Array(digest.buffer);
}
