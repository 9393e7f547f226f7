/** A day's log of a small shop, lines in time order. */
export function logOf(day: string, lines: number): string {
  const paths = ['/', '/basket', '/images/hero.png', '/api/orders', '/favicon.ico', '/api/stock?item=42'];
  const statuses = [200, 200, 200, 304, 404, 500];
  return Array.from({ length: lines }, (_, index) => {
    const second = Math.floor((index * 86_400) / lines);
    const time = new Date(second * 1000).toISOString().slice(11, 19);
    const path = paths[(index * 5) % paths.length];
    const status = statuses[(index * 7) % statuses.length];
    return `${day}T${time}Z 203.0.113.${index % 250} GET ${path} ${status} ${(index * 37) % 900}ms\n`;
  }).join('');
}

/** Rows of an invented sensor. */
export function measurements(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const celsius = (18 + 4 * Math.sin(index / 6)).toFixed(1);
    return `2026-11-${String(1 + (index % 24)).padStart(2, '0')},sensor-${index % 3},${celsius}`;
  });
  return `${['date,sensor,celsius', ...lines].join('\n')}\n`;
}

export function orderOf(number: number): string {
  const order = {
    number,
    customer: `customer-${(number * 13) % 40}`,
    items: [{ name: 'Tea, green, 100 g', count: 1 + (number % 3), cents: 890 }],
    paid: number % 5 !== 0,
  };
  return `${JSON.stringify(order, null, 2)}\n`;
}

export const welcome = `# example-bucket

Everything here was made up for the Spaceport demo: it lives in memory and is gone when the demo ends.

- \`my-object.zip\`: right-click it and choose *Copy Signed URL…*
- \`photos/\`: pictures
- \`logs/archive/\`: more than a page of objects, for *Load More…*
- \`odd names/\`: every character that makes trouble elsewhere
`;

export const report = `# Third quarter

Tea went up, coffee stayed, the shop in the harbour opened in August.

| month | orders |
|---|---|
| July | 412 |
| August | 655 |
| September | 701 |
`;
