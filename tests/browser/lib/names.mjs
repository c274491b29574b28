// A name server for one test: it knows the text records it is told, an address for every name, and a
// mail host for every domain. Written from RFC 1035, so that the program's reader meets another writer.
import { createSocket } from "node:dgram";

const [A, MX, TXT] = [1, 15, 16];

/** Starts it; `texts` maps names to lists of texts and may be changed at any time. */
export async function startNames() {
  const texts = new Map();
  const socket = createSocket("udp4");
  socket.on("message", (question, from) => {
    const answer = reply(question, texts);
    if (answer) socket.send(answer, from.port, from.address);
  });
  await new Promise((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return { texts, address: `127.0.0.1:${socket.address().port}`, stop: () => socket.close() };
}

function reply(question, texts) {
  const { name, end } = nameAt(question, 12);
  const kind = question.readUInt16BE(end);
  const data = records(name.toLowerCase(), kind, texts);
  const header = Buffer.from(question.subarray(0, 12));
  // A response, recursion available; one question, no authority, nothing additional.
  header.writeUInt16BE(data === null ? 0x8183 : 0x8180, 2);
  header.writeUInt16BE(data?.length ?? 0, 6);
  header.writeUInt32BE(0, 8);
  const answers = (data ?? []).map((bytes) => {
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0); // the name of the question
    record.writeUInt16BE(kind, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(60, 6);
    record.writeUInt16BE(bytes.length, 10);
    return Buffer.concat([record, bytes]);
  });
  return Buffer.concat([header, question.subarray(12, end + 4), ...answers]);
}

/** The data of one type at a name; `null` when there is no such name. */
function records(name, kind, texts) {
  if (name.startsWith("_")) {
    const known = texts.get(name);
    if (!known) return null;
    return kind === TXT ? known.map((text) => piece(Buffer.from(text))) : [];
  }
  if (kind === A) return [Buffer.from([1, 1, 1, 1])];
  if (kind === MX) return [Buffer.concat([Buffer.from([0, 10]), written(`mx.${name}`)])];
  return [];
}

const piece = (bytes) => Buffer.concat([Buffer.from([bytes.length]), bytes]);
const written = (name) =>
  Buffer.concat([...name.split(".").map((label) => piece(Buffer.from(label))), Buffer.from([0])]);

function nameAt(message, start) {
  const labels = [];
  let at = start;
  while (message[at] > 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + message[at]));
    at += message[at] + 1;
  }
  return { name: labels.join("."), end: at + 1 };
}
