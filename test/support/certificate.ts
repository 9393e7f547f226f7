// X.509 v3 certificates (RFC 5280), made here: not every machine has openssl.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate and its key, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface Authority {
  /** PEM; who trusts it trusts what it issues. */
  readonly cert: string;
  /** A server's certificate for these names, valid now. */
  issue(hosts: readonly string[]): Certificate;
}

interface Content {
  readonly subject: string;
  readonly issuer: string;
  readonly from: Date;
  readonly to: Date;
  readonly extensions: readonly Buffer[];
}

/** A certificate that vouches for itself. */
export function selfSigned({ host, from, to }: { host: string; from: Date; to: Date }): Certificate {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = { subject: 'test', issuer: 'test', from, to, extensions: [namesExtension([host])] };
  return { key: keyPem(pair.privateKey), cert: certificatePem(content, pair.publicKey, pair.privateKey) };
}

/** A certificate authority of our own, valid from yesterday until tomorrow. */
export function makeAuthority(): Authority {
  const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000));
  if (!from || !to) throw new Error('no dates');
  const issuer = 'test authority';
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = { subject: issuer, issuer, from, to, extensions: [authorityExtension()] };
  return {
    cert: certificatePem(content, own.publicKey, own.privateKey),
    issue(hosts) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const issued = { subject: 'test server', issuer, from, to, extensions: [namesExtension(hosts)] };
      return { key: keyPem(pair.privateKey), cert: certificatePem(issued, pair.publicKey, own.privateKey) };
    },
  };
}

function certificatePem(content: Content, publicKey: KeyObject, signer: KeyObject): string {
  const ecdsaSha256 = sequence(oid('2a8648ce3d040302'));
  const body = sequence(
    der(0xa0, integer(2)),
    integer(1),
    ecdsaSha256,
    commonName(content.issuer),
    sequence(time(content.from), time(content.to)),
    commonName(content.subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...content.extensions)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, signer));
  const base64 = sequence(body, ecdsaSha256, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

function keyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

function namesExtension(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host)
      ? der(0x87, Buffer.from(host.split('.').map(Number)))
      : der(0x82, Buffer.from(host)),
  );
  return sequence(oid('551d11'), der(0x04, sequence(...names)));
}

/** Basic constraints, critical: may issue others. */
function authorityExtension(): Buffer {
  const yes = der(0x01, Buffer.from([0xff]));
  return sequence(oid('551d13'), yes, der(0x04, sequence(yes)));
}

const commonName = (name: string) =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const integer = (value: number) => der(0x02, Buffer.from([value]));
/** GeneralizedTime. */
const time = (date: Date) => der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
