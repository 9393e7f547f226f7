import type { MemoryStore } from '../store/memoryStore.ts';
import { flower, landscape } from './pictures.ts';
import { logOf, measurements, orderOf, report, welcome } from './texts.ts';
import { makeZip } from './zip.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** One object of the sample. */
interface Sample {
  readonly key: string;
  readonly body: string | Buffer;
  readonly contentType: string;
  /** Milliseconds before now. */
  readonly age: number;
}

/** The name of the Space that holds the sample; the other is nearly empty. */
export const demoSpace = 'example-bucket';
const quietSpace = 'team-drop-box';

/** Fills a store with the demo's Spaces: some two hundred objects in folders, and a folder of more than a page. */
export function fillDemo(store: Pick<MemoryStore, 'addSpace' | 'put' | 'clock'>): void {
  const now = store.clock.now();
  store.addSpace(demoSpace);
  store.addSpace(quietSpace);
  for (const { key, body, contentType, age } of samples(now)) {
    store.put(demoSpace, key, body, { contentType, lastModified: now - age });
  }
  store.put(quietSpace, 'put files here.txt', 'A folder for what others send.\n', {
    contentType: 'text/plain',
    lastModified: now - 40 * day,
  });
}

function samples(now: number): Sample[] {
  return [...rootFiles(), ...photos(), ...documents(), ...logs(now), ...archive(now), ...oddNames()];
}

function rootFiles(): Sample[] {
  const zip = makeZip([
    { name: 'README.txt', content: Buffer.from('Hello from my-object.zip\n') },
    { name: 'pictures/sunset.png', content: landscape(3) },
    { name: 'data/orders.csv', content: Buffer.from(measurements(500)) },
  ]);
  return [
    sample('my-object.zip', zip, { type: 'application/zip', age: 3 * minute }),
    sample('README.md', welcome, { type: 'text/markdown', age: 12 * day }),
    sample('robots.txt', 'User-agent: *\nDisallow: /\n', { age: 200 * day }),
  ];
}

function photos(): Sample[] {
  const albums = ['2025 Lisbon', '2026 Garden', '2026 Summer 🏖️'];
  return albums.flatMap((album, at) => [
    ...range(14).map((index) =>
      sample(`photos/${album}/IMG_${1000 + at * 100 + index}.png`, landscape(at * 50 + index), {
        type: 'image/png',
        age: (30 * (albums.length - at) + index) * day,
      }),
    ),
    sample(`photos/${album}/cover.svg`, flower(at * 5 + 3), { type: 'image/svg+xml', age: 20 * day }),
  ]);
}

function documents(): Sample[] {
  return [
    sample('documents/Report Q3 (final).md', report, { type: 'text/markdown', age: 5 * day }),
    sample('documents/measurements.csv', measurements(2000), { type: 'text/csv', age: 2 * 60 * minute }),
    sample('documents/shopping list.txt', 'tea\nhoney\nlemons 🍋\n', { age: 9 * minute }),
    ...range(40).map((index) =>
      sample(`documents/orders/2026/order-${String(1 + index).padStart(4, '0')}.json`, orderOf(1 + index), {
        type: 'application/json',
        age: (40 - index) * day,
      }),
    ),
  ];
}

/** One a day, the newest today's. */
function logs(now: number): Sample[] {
  return range(90).map((index) => {
    const date = new Date(now - index * day).toISOString().slice(0, 10);
    const key = `logs/shop/${date.slice(0, 7)}/shop-${date}.log`;
    return sample(key, logOf(date, 60 + ((index * 31) % 200)), { age: index * day + minute });
  });
}

/** Hourly files: more than one page of a listing. */
function archive(now: number): Sample[] {
  return range(1250).map((index) => {
    const hour = new Date(now - 100 * day - index * 60 * minute).toISOString().slice(0, 13);
    return sample(`logs/archive/${hour}.log`, logOf(hour.slice(0, 10), 3), {
      age: 100 * day + index * 60 * minute,
    });
  });
}

function oddNames(): Sample[] {
  const names = [
    '🚀 launch.txt',
    "it's 100% & more.txt",
    'a+b=c?.txt',
    'été/façade.txt',
    '漢字.txt',
    '[link](x) $(trash).txt',
  ];
  return names.map((name) =>
    sample(`odd names/${name}`, `The name of this file: ${name}\n`, { age: 33 * day }),
  );
}

function sample(
  key: string,
  body: string | Buffer,
  { type = 'text/plain', age }: { type?: string; age: number },
): Sample {
  const contentType = type.startsWith('text/') ? `${type}; charset=utf-8` : type;
  return { key, body, contentType, age };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
