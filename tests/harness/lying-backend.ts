import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { canonicalHash, canonicalJson } from '../../src/evidence/digest.ts';
import { type SignedKind, signedType } from '../../src/evidence/signed.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { launchAddress } from '../../src/protocol/launch-address.ts';
import { extensionId } from './browser.ts';

/** What a backend that cannot be trusted does wrong. */
export interface Lie {
  /** Changes the policy before it is signed. */
  readonly policy?: (policy: ReturnType<typeof defaultPolicy>) => unknown;
  /** Changes the signed policy. */
  readonly signed?: (jws: string) => string;
  /** Announces another hash than the policy's. */
  readonly hash?: string;
  /** Answers every request with this page instead, as a hotel's network does. */
  readonly page?: string;
}

export interface LyingBackend {
  readonly launch: string;
  close(): void;
}

/** A backend that hands out one launch, with a lie in it. Its keys and signatures are real. */
export async function startLyingBackend(lie: Lie): Promise<LyingBackend> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
  const jwk = { ...(await exportJWK(publicKey)), alg: 'EdDSA', kid };
  const sign = (payload: unknown, kind: SignedKind) =>
    new CompactSign(new TextEncoder().encode(canonicalJson(payload)))
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: signedType(kind) })
      .sign(privateKey);
  const honest = defaultPolicy('http://localhost:9');
  const policy = lie.policy ? lie.policy(honest) : honest;
  const jws = await sign(policy, 'policy');
  const grant = {
    session: crypto.randomUUID(),
    attempt: crypto.randomUUID(),
    token: 'token',
    provider: { name: 'Somebody', contact: 'nobody' },
    exam: { title: 'An exam', url: 'http://localhost:9/exams/x/start' },
    candidate: { id: '1', name: 'Ada' },
    policy: lie.signed ? lie.signed(jws) : jws,
    policyHash: lie.hash ?? (await canonicalHash(policy)),
    serverTime: new Date().toISOString(),
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Access-Control-Allow-Origin', `chrome-extension://${extensionId}`);
    response.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    if (lie.page) return response.setHeader('Content-Type', 'text/html').end(lie.page);
    response.setHeader('Content-Type', 'application/json');
    return response.end(JSON.stringify(request.url === '/v1/launches' ? grant : { keys: [jwk] }));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const backend = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const claims = { iss: backend, sub: crypto.randomUUID(), jti: crypto.randomUUID(), iat: 0, exp: 9_999_999_999 };
  const token = await sign(claims, 'launch');
  return { launch: launchAddress({ backend, token }), close: () => void server.close() };
}
