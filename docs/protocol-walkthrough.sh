#!/usr/bin/env bash
# One attempt from the schedule to the receipt, by hand: what an exam platform, a candidate's device and the desk say to a backend.
#
#   BACKEND=http://127.0.0.1:4600 PLATFORM_KEY=… OPERATOR_KEY=… docs/protocol-walkthrough.sh
#
# The keys lie in the backend's data folder, as platform.key and operator.key. Needs bash, curl and node (for JSON and for signing).
set -euo pipefail
: "${BACKEND:?the origin of the backend}" "${PLATFORM_KEY:?the key of the exam platform}" "${OPERATOR_KEY:?the key of the console}"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

say() { printf '\n== %s\n' "$1"; }
# A member of a JSON document: member .session < document
member() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }
platform() { curl -sS --fail-with-body -H "Authorization: Bearer $PLATFORM_KEY" -H 'Content-Type: application/json' "$@"; }
candidate() { curl -sS --fail-with-body -H "Authorization: Bearer $token" "$@"; }
desk() { curl -sS --fail-with-body -H "Authorization: Bearer $OPERATOR_KEY" -H 'Content-Type: application/json' "$@"; }
now() { node -pe 'new Date().toISOString()'; }
uuid() { node -pe 'crypto.randomUUID()'; }

# What the device does by itself: make a key, chain and sign.
cat > "$folder/device.mjs" <<'NODE'
import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

const [command, ...words] = process.argv.slice(2);
const folder = process.env.FOLDER;
const sha256 = (data) => createHash('sha256').update(data).digest('hex');
// The canonical form: keys sorted at every level, no white space.
const canonical = (value) =>
  Array.isArray(value) ? `[${value.map(canonical)}]`
  : value && typeof value === 'object' ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`
  : JSON.stringify(value);
const readEntries = () =>
  existsSync(`${folder}/journal`) ? readFileSync(`${folder}/journal`, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
const readGrant = () => JSON.parse(readFileSync(`${folder}/grant.json`, 'utf8'));
const headOf = (entries) => (entries.length === 0 ? readGrant().policyHash : sha256(canonical(entries.at(-1))));

const commands = {
  // A key pair of this device; prints the public half.
  key() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(`${folder}/key.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const { kty, crv, x } = publicKey.export({ format: 'jwk' });
    console.log(JSON.stringify({ kty, crv, x }));
  },
  // Appends a body to the journal: each entry names the hash of the one before it, the first one the policy's.
  write(body) {
    const entries = readEntries();
    const { session, policyHash } = readGrant();
    const entry = {
      v: 1, id: randomUUID(), session, seq: entries.length, prev: headOf(entries), at: new Date().toISOString(),
      mono: Math.round(performance.now()), policy: policyHash, body: JSON.parse(body),
    };
    appendFileSync(`${folder}/journal`, `${JSON.stringify(entry)}\n`);
  },
  // The journal as a request body.
  journal() {
    console.log(JSON.stringify({ entries: readEntries() }));
  },
  // The signed end: how many entries there are, and the hash of the last one.
  end(reason) {
    const entries = readEntries();
    const { session, policyHash } = readGrant();
    const end = { v: 1, session, policy: policyHash, entries: entries.length, head: headOf(entries), reason, at: new Date().toISOString() };
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'EdDSA' })}.${part(end)}`;
    const signature = sign(null, Buffer.from(text), createPrivateKey(readFileSync(`${folder}/key.pem`)));
    console.log(JSON.stringify({ end: `${text}.${signature.toString('base64url')}` }));
  },
};
commands[command](...words);
NODE
device() { FOLDER=$folder node "$folder/device.mjs" "$@"; }

say 'The exam platform makes a schedule from the Default template, and activates it: the policy is frozen'
schedule=$(platform "$BACKEND/v1/schedules" \
  -d '{"title":"Algebra I","examUrl":"http://localhost:4601/exams/algebra/start","templateId":"default"}' | member .id)
platform -X POST "$BACKEND/v1/schedules/$schedule/activate"

say 'It makes an attempt for one candidate, and hands the launch address to the extension'
platform "$BACKEND/v1/schedules/$schedule/attempts" \
  -d '{"candidate":{"id":"s-1815","name":"Ada Example"}}' > "$folder/attempt.json"
attempt=$(member .attempt < "$folder/attempt.json")
member .launchAddress < "$folder/attempt.json"

say 'The device opens the launch with its key, and receives the session with the signed policy'
launch=$(member .launchToken < "$folder/attempt.json")
curl -sS --fail-with-body "$BACKEND/v1/launches" -H 'Content-Type: application/json' \
  -d "{\"token\":\"$launch\",\"deviceKey\":$(device key),\"client\":{\"version\":\"1.0\",\"browser\":\"curl\"}}" > "$folder/grant.json"
session=$(member .session < "$folder/grant.json")
token=$(member .token < "$folder/grant.json")
echo "session $session, policy $(member .policyHash < "$folder/grant.json")"

say 'It records: a part of the camera stream goes to the backend with its digest; sent again, it is answered in the same way'
head -c 300000 /dev/urandom > "$folder/part"
digest=$(node -pe "crypto.createHash('sha256').update(fs.readFileSync('$folder/part')).digest('base64')")
for time in first second; do
  candidate -X PUT "$BACKEND/v1/sessions/$session/parts/camera/0/0" \
    -H "Content-Digest: sha-256=:$digest:" -H 'Content-Type: application/octet-stream' --data-binary "@$folder/part" -w ' (%{http_code})\n'
done

say 'It keeps the journal: what happened and what was recorded, each entry chained to the one before it'
hex=$(node -pe "Buffer.from('$digest', 'base64').toString('hex')")
device write '{"kind":"event","type":"session.started","severity":0,"cause":"","data":{}}'
device write "{\"kind\":\"part\",\"stream\":\"camera\",\"segment\":0,\"part\":0,\"last\":true,\"mime\":\"video/webm\",\"bytes\":300000,\"sha256\":\"$hex\",\"from\":0,\"duration\":2000}"
device write '{"kind":"event","type":"session.submitted","severity":0,"cause":"","data":{}}'
device journal > "$folder/batch.json"
candidate "$BACKEND/v1/sessions/$session/journal" -H 'Content-Type: application/json' -d "@$folder/batch.json"

say 'It shows that it lives, and learns the clock, the load and what the desk orders'
candidate "$BACKEND/v1/sessions/$session/heartbeat" -H 'Content-Type: application/json' \
  -d '{"phase":"active","waitingBytes":0,"waitingParts":0,"entries":3}'

say 'Candidate and desk write to each other'
candidate "$BACKEND/v1/sessions/$session/messages" -H 'Content-Type: application/json' \
  -d "{\"id\":\"$(uuid)\",\"text\":\"May I use a ruler?\",\"at\":\"$(now)\"}"
echo
desk "$BACKEND/v1/attempts/$attempt/messages" -d "{\"id\":\"$(uuid)\",\"text\":\"Yes.\",\"at\":\"$(now)\"}"
echo
candidate "$BACKEND/v1/sessions/$session/messages?after=1"

say 'It signs the end, and receives the receipt'
device end submitted > "$folder/end.json"
candidate "$BACKEND/v1/sessions/$session/finish" -H 'Content-Type: application/json' -d "@$folder/end.json" > "$folder/receipt.json"
node -pe "JSON.parse(Buffer.from('$(member .receipt < "$folder/receipt.json")'.split('.')[1], 'base64url'))"

say 'The exam platform sees that everything has arrived; a reviewer can watch it'
platform "$BACKEND/v1/attempts/$attempt"
echo
desk "$BACKEND/v1/attempts/$attempt/segments/camera/0" -o "$folder/segment"
cmp "$folder/part" "$folder/segment" && echo 'The segment is what was recorded.'

say 'The recording is exported as one archive with all that proves it; npm run verify checks it'
desk "$BACKEND/v1/attempts/$attempt/recording" -o "$folder/recording.tar"
tar -tf "$folder/recording.tar"
