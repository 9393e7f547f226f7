// What the question shows is what is signed: from the words that are typed to the parameters of the copied link and form.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { copySignedUrl } from '../../../src/commands/copySignedUrl.ts';
import { copyUploadCommand } from '../../../src/commands/copyUploadCommand.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { MAX_EXPIRY_SECONDS } from '../../../src/core/expiry.ts';
import { formatMoment } from '../../../src/core/moments.ts';
import type { Choice, PickQuestion } from '../../../src/core/ports.ts';
import { type Asked, dismiss, run, typeAndPick } from '../../support/fakes/prompts.ts';
import { linkSetup, object } from './links/linkSetup.ts';

const texts = fc.oneof(
  fc.integer({ min: 1, max: MAX_EXPIRY_SECONDS }).map(String),
  fc.constantFrom('1h30', '2 days', 'a week', 'tomorrow noon', 'until Friday 18:00', '6pm', 'end of day'),
  fc.nat(1439).map((minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`),
  fc.constant('in two days at noon'),
);
/** A year with both changes of the clocks. */
const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
/** Milliseconds that the server was found ahead: none, too few to be spoken of, many. */
const offsets = fc.constantFrom(0, 0, 30_000, -45_000, 1_234_000, -3_600_000);

/** The first item for a typed text, once what it needs is loaded. */
async function shownFor({ frame }: Asked, text: string): Promise<Choice<unknown> | undefined> {
  const { typed } = frame as PickQuestion<unknown>;
  return new Promise((resolve) => {
    const [first] = typed?.(text, () => resolve(typed(text, () => undefined)[0])) ?? [];
    if (!first?.isPending) resolve(first);
  });
}

/** The signed end of a link: `X-Amz-Date` + `X-Amz-Expires`. */
function endOfLink(text: string): number {
  const query = new URL(text).searchParams;
  const date = query.get('X-Amz-Date') ?? '';
  const iso = date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso) + Number(query.get('X-Amz-Expires')) * 1000;
}

/** The signed end of a form: what its policy says. */
function endOfForm(text: string): number {
  const policy = /Policy=([\w+/=]+)/.exec(text)?.[1] ?? '';
  return Date.parse(JSON.parse(Buffer.from(policy, 'base64').toString()).expiration);
}

interface Case {
  readonly text: string;
  readonly now: number;
  readonly offset: number;
  readonly timeZone: string;
}

/** Types into the question and accepts. `result` is absent where there is no such time that day, or two. */
async function copyBy(copy: 'link' | 'form', { text, now, offset, timeZone }: Case) {
  const setup = linkSetup();
  setup.fakes.offset = offset;
  const style = { locale: 'en-GB', timeZone };
  const deps = { ...setup.deps, clock: { get: () => offset }, now: () => now, moments: style };
  let shown: Choice<unknown> | undefined;
  const look = async (asked: Asked) => {
    shown = await shownFor(asked, text);
  };
  setup.prompts.answer(run(look), typeAndPick(text), dismiss);
  const target = object('a.txt');
  const copying = copy === 'link' ? copySignedUrl(deps, [target]) : copyUploadCommand(deps, target);
  let refused: unknown;
  const result = await copying.catch((error: unknown) => {
    refused = error;
  });
  const { label = '', description = '' } = shown ?? {};
  return {
    result,
    refused,
    label,
    description,
    copied: setup.clipboard.text,
    message: setup.notices.shown[0]?.message,
  };
}

async function check(copy: 'link' | 'form', given: Case): Promise<void> {
  const { result, refused, label, description, copied, message = '' } = await copyBy(copy, given);
  if (refused instanceof SpacesError) {
    // By the server's clock it has passed already, or is more than a week away.
    const isByItsClock = given.offset > 0 ? /has passed/ : /Too long/;
    assert.ok(refused.code === 'badExpiry' && label.startsWith('until ') && given.offset !== 0);
    assert.match(refused.message, isByItsClock);
    return;
  }
  if (result === undefined) return assert.match(label, /no .* on that day|may mean/);
  const signed = copy === 'link' ? endOfLink(copied) : endOfForm(copied);
  assert.equal(Date.parse(result.expiresAt), signed);
  // A length ends when this machine's clock shows that; an end that was named is that moment.
  const isNamed = label.startsWith('until ');
  const end = new Date(isNamed ? signed : signed - given.offset);
  const style = { locale: 'en-GB', timeZone: given.timeZone };
  const [exact, short] = [true, false].map((seconds) => `until ${formatMoment(end, style, { seconds })}`);
  const said = isNamed ? label : description;
  assert.ok(said === exact || said === short, `${said} was shown, ${exact} is signed`);
  assert.ok(
    [exact, short].some((each) => message.includes(`${each}`)),
    `${message}: ${exact}`,
  );
  if (isNamed && said === short) assert.equal(signed % 60_000, 0);
}

describe('what is shown', () => {
  for (const timeZone of ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata']) {
    for (const copy of ['link', 'form'] as const) {
      it(`and said is the end of the ${copy}, to the second (${timeZone})`, () =>
        fc.assert(
          fc.asyncProperty(texts, moments, offsets, (text, now, offset) =>
            check(copy, { text, now, offset, timeZone }),
          ),
          { numRuns: 60 },
        ));
    }
  }

  it('or it is refused where the server is an hour behind, and a week away is an hour too far', () =>
    check('form', {
      text: 'until Friday 18:00',
      now: 1_780_057_800_000,
      offset: -3_600_000,
      timeZone: 'Asia/Kolkata',
    }));

  it('to the receiver of a command is the true end, whatever the clock of the sender shows', async () => {
    const setup = linkSetup();
    setup.fakes.offset = 3_600_000;
    await copyUploadCommand(setup.deps, object('a.txt'), { expiry: { seconds: 60 }, multiline: true });
    assert.match(setup.clipboard.text, /^: 'Uploads a file as a\.txt, until Tue 24 Nov, 10:01:00 CET/);
    assert.match(setup.notices.last.message, /until Tue 24 Nov, 9:01:00 CET/);
  });
});
