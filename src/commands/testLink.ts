import { t } from '@vscode/l10n';
import { swapHost } from '../core/domains.ts';
import { createFormats } from '../core/format.ts';
import { lastSegment } from '../core/keyRules.ts';
import { type LinkOptions, linkQuery } from '../core/linkOptions.ts';
import { plain } from '../core/plain.ts';
import { inSentences, listed } from '../core/sentences.ts';
import type { ObjectTarget } from '../core/target.ts';
import type { LinkAnswer } from '../core/writes.ts';
import { credentialsOf, type ShareDeps, signingTime } from './share.ts';

/** What the holder of such a link gets. */
export interface LinkTest {
  readonly ok: boolean;
  readonly status: number;
  readonly contentType?: string | undefined;
  /** Bytes. */
  readonly size?: number | undefined;
  /** The name under which a browser saves it. */
  readonly filename?: string | undefined;
  /** Why not. */
  readonly reason?: string | undefined;
}

/** Long enough for a slow network, too short for anything else. Seconds. */
const TEST_SECONDS = 60;

/**
 * Signs a link of the same kind for a minute, and asks for its first byte as a receiver would. The link that was handed
 * out is not known any more, and needs not be. Throws `SpacesError` where nobody answers, `Cancelled`.
 */
export async function testLink(
  deps: ShareDeps,
  target: ObjectTarget,
  options: LinkOptions = {},
): Promise<LinkTest> {
  const title = t('Testing the link: {0}', plain(target.key));
  const answer = await deps.progress.run(title, (signal) => askFresh(deps, target, { options, signal }));
  const { status, contentType, size, error } = answer;
  if (error !== undefined) return { ok: false, status, reason: error.message };
  return { ok: true, status, contentType, size, filename: filenameFor(target, answer) };
}

/** The same for a person, who is told. */
export async function testLinkAndTell(
  deps: ShareDeps,
  target: ObjectTarget,
  options: LinkOptions = {},
): Promise<LinkTest> {
  const result = await testLink(deps, target, options);
  const name = plain(target.key);
  if (result.ok) deps.notices.info(t('The link works. {0}: {1}', factsOf(deps, result), name));
  else deps.notices.warn(inSentences(t('The link is refused ({0})', result.status), result.reason ?? ''));
  return result;
}

/** What such a link gets now. Throws `SpacesError` where nobody answers, `Cancelled`. */
export async function askFresh(
  deps: ShareDeps,
  target: ObjectTarget,
  { options = {}, signal }: { readonly options?: LinkOptions; readonly signal: AbortSignal },
): Promise<LinkAnswer> {
  const credentials = await credentialsOf(deps.store, target.connection);
  return deps.probe.ask(await freshLink(deps, target, options), { ...target, credentials }, signal);
}

/** A link for a minute, from now by the server's clock. Throws what signing does. */
export async function freshLink(
  deps: ShareDeps,
  { connection, space, key }: ObjectTarget,
  options: LinkOptions,
): Promise<string> {
  const credentials = await credentialsOf(deps.store, connection);
  const place = deps.places.of(connection, space);
  const { date, expiresIn } = signingTime(deps, place, { seconds: TEST_SECONDS });
  const request = { connection: place, credentials, space, key, date, expiresIn, query: linkQuery(options) };
  const url = await deps.signer.signUrl(request);
  return options.host === undefined ? url : swapHost(url, options.host);
}

function factsOf({ moments }: ShareDeps, { contentType, size, filename }: LinkTest): string {
  const facts = [
    contentType === undefined ? t('no content type') : plain(contentType),
    ...(size === undefined ? [] : [createFormats(moments.locale).size(size)]),
    ...(filename === undefined ? [] : [t('saved as {0}', plain(filename))]),
  ];
  return listed(facts);
}

/** A browser takes the address's last part where the answer names nothing; a key that ends in `/` has none. */
function filenameFor({ key }: ObjectTarget, { filename }: LinkAnswer): string | undefined {
  return (filename ?? lastSegment(key)) || undefined;
}
