/** The certificates of the simulator: a CA of its own, and one for the loopback address. Made at the first start, kept with the state. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pki, md } from 'node-forge';
import { replaceFile } from '../../replace-file';

export interface Certificates {
  /** Path of the CA’s certificate: what a client has to trust. */
  readonly caFile: string;
  readonly key: string;
  readonly certificate: string;
}

const DAYS = 3650;

export function certificates(folder: string): Certificates {
  const caFile = join(folder, 'ca.pem');
  const keyFile = join(folder, 'server.key');
  const certificateFile = join(folder, 'server.pem');
  // The CA’s file is written last: where it is, the others are whole.
  if (!existsSync(caFile)) {
    const [caKeys, serverKeys] = [rsaKeys(), rsaKeys()];
    const ca = signed('Cordee lab - simulated DataCore, CA', caKeys.publicKey, undefined, caKeys.privateKey);
    const server = signed('Cordee lab - simulated DataCore', serverKeys.publicKey, ca, caKeys.privateKey);
    writeFileSync(keyFile, serverKeys.privateKey, { mode: 0o600 });
    replaceFile(certificateFile, pki.certificateToPem(server));
    replaceFile(caFile, pki.certificateToPem(ca));
  }
  return { caFile, key: readFileSync(keyFile, 'utf8'), certificate: readFileSync(certificateFile, 'utf8') };
}

const rsaKeys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** Positive, as its first bit says, and without empty bytes in front: OpenSSL reads no certificate whose number is written longer than it is. */
export const serialNumber = (chance: Buffer): string => `4${chance.toString('hex').slice(1)}`;

/** Signed by `issuer`, or by itself where there is none: then it is a CA. */
function signed(name: string, publicKey: string, issuer: pki.Certificate | undefined, signingKey: string): pki.Certificate {
  const certificate = pki.createCertificate();
  const subject = [{ name: 'commonName', value: name }];
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = serialNumber(randomBytes(15));
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + DAYS * 86_400_000);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer?.subject.attributes ?? subject);
  certificate.setExtensions(
    issuer === undefined
      ? [
          { name: 'basicConstraints', cA: true, critical: true },
          { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
        ]
      : [
          { name: 'basicConstraints', cA: false, critical: true },
          { name: 'extKeyUsage', serverAuth: true },
          {
            name: 'subjectAltName',
            altNames: [
              { type: 7, ip: '127.0.0.1' },
              { type: 2, value: 'localhost' },
            ],
          },
        ],
  );
  certificate.sign(pki.privateKeyFromPem(signingKey), md.sha256.create());
  return certificate;
}
