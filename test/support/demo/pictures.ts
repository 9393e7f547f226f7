import { makePng } from './png.ts';

/** A hilly sunset, different for each seed. */
export function landscape(seed: number, width = 320, height = 200): Buffer {
  const horizon = height * (0.45 + 0.2 * noise(seed));
  const sunX = width * (0.2 + 0.6 * noise(seed + 1));
  const sunY = horizon * (0.35 + 0.4 * noise(seed + 2));
  const tint = noise(seed + 3);
  return makePng(width, height, (x, y) => {
    const hill = horizon + 14 * Math.sin(x / (18 + 20 * tint) + seed) + 8 * Math.sin(x / 7 + seed * 3);
    if (y > hill) return [30 + 40 * tint, 60 + (y - hill) * 0.4, 45];
    if (Math.hypot(x - sunX, y - sunY) < 16) return [255, 236, 170];
    const warmth = Math.min(1, y / horizon);
    return [90 + 150 * warmth, 110 + 60 * warmth, 190 - 90 * warmth * tint];
  });
}

/** A ring of petals as SVG. */
export function flower(seed: number): string {
  const petals = 5 + (seed % 7);
  const hue = (seed * 47) % 360;
  const shapes = Array.from({ length: petals }, (_, index) => {
    const angle = (360 / petals) * index;
    return `<ellipse cx="100" cy="55" rx="20" ry="42" fill="hsl(${hue} 70% 60% / .8)" transform="rotate(${angle} 100 100)"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">${shapes.join('')}<circle cx="100" cy="100" r="18" fill="gold"/></svg>\n`;
}

/** 0..1, the same for the same seed. */
function noise(seed: number): number {
  const value = Math.sin(seed * 127.1 + 11.7) * 43758.5453;
  return value - Math.floor(value);
}
