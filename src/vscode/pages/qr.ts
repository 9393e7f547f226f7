import { t } from '@vscode/l10n';
import type { FormattedLink, PictureEnds, Pictures } from '../../core/formats/links.ts';
import { type QrCode, QUIET_MODULES, qrOf, qrPath } from '../../core/formats/qr.ts';
import { type Html, html } from '../../core/html.ts';
import { formatDuration, formatMoment, type MomentStyle } from '../../core/moments.ts';
import { plain, visible } from '../../core/plain.ts';
import type { Disposable, Now } from '../../core/ports.ts';
import { openPage, type PageApi, type PageContent } from './page.ts';

export interface PictureDeps {
  readonly now: Now;
  readonly moments: MomentStyle;
  everySecond(tick: () => void): Disposable;
}

/** A tab for each link. Once the link has ended, the tab says so and holds no code any more. */
export function createPictures(api: PageApi, deps: PictureDeps): Pictures {
  return {
    async showQr(link, ends) {
      const code = qrOf(link.url, deps.moments.locale);
      const left = () => leftOf(deps, ends.endsLocally);
      const page = openPage(api, {
        viewType: 'spaceport.qr',
        content: working(deps, link, { code, ends, left: left() ?? '' }),
        onClose: () => clock.dispose(),
      });
      const clock = deps.everySecond(() => {
        const text = left();
        if (text !== undefined) {
          // What a hidden tab is told is lost: it is told again within a second of being seen.
          if (page.isVisible) page.setTexts({ left: text });
          return;
        }
        clock.dispose();
        page.show(ended(deps, link, ends));
      });
    },
  };
}

/** How long it still works, in words; `undefined` once it has ended. */
function leftOf({ now, moments }: PictureDeps, ends: Date): string | undefined {
  const seconds = Math.ceil((ends.getTime() - now()) / 1000);
  return seconds > 0 ? formatDuration(seconds, moments.locale) : undefined;
}

interface Shown {
  readonly code: QrCode;
  readonly ends: PictureEnds;
  readonly left: string;
}

function working({ moments }: PictureDeps, link: FormattedLink, shown: Shown): PageContent {
  const until = formatMoment(shown.ends.saidEnd, moments, { seconds: true });
  const name = visible(link.key);
  const picture = pictureOf(shown.code, t('QR code that holds the signed URL of {0}', name));
  const advice = t(
    'Scan it with a phone. Whoever scans it, or has a photo of it, can download the object until {0}.',
    until,
  );
  const label = t('Time left:');
  return {
    title: titleOf(link),
    style: STYLE,
    body: html`<h1>${name}</h1>
<figure>${picture}</figure>
<p>${advice}</p>
<p>${label} <span id="left" role="timer">${shown.left}</span></p>`,
  };
}

function ended({ moments }: PictureDeps, link: FormattedLink, { saidEnd }: PictureEnds): PageContent {
  const at = formatMoment(saidEnd, moments, { seconds: true });
  const message = t('The link ended: {0}. Its code is no longer shown.', at);
  return {
    title: titleOf(link),
    body: html`<h1>${visible(link.key)}</h1>
<p role="status">${message}</p>`,
  };
}

function titleOf({ key }: FormattedLink): string {
  return t('QR code: {0}', plain(key, 40));
}

/** Dark on white in every theme: many readers know nothing else. */
function pictureOf(code: QrCode, alternative: string): Html {
  const side = code.size + 2 * QUIET_MODULES;
  return html`<svg role="img" aria-label="${alternative}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">
<rect width="${side}" height="${side}" fill="#fff"/><path fill="#000" d="${qrPath(code)}"/></svg>`;
}

const STYLE = `
figure { margin: 0 0 1rem }
svg { display: block; width: min(26rem, 100%, 70vh); forced-color-adjust: none }
#left { font-variant-numeric: tabular-nums }
`;
