import { Cancelled } from '../../../src/core/errors.ts';
import type { FormattedLink, PictureEnds, Pictures } from '../../../src/core/formats/links.ts';
import type { Ledger, Share } from '../../../src/core/ledger.ts';
import type { FileSuggestion, Files, SavedFile, Settings } from '../../../src/core/ports.ts';
import { readSetting, type SettingValues } from '../../../src/core/settings.ts';

/** Settings as a person's file holds them: only what was set. */
export class FakeSettings implements Settings {
  readonly values = new Map<string, unknown>();
  get<N extends keyof SettingValues>(name: N): SettingValues[N] {
    return readSetting(name, this.values.get(name));
  }
  async set<N extends keyof SettingValues>(name: N, value: SettingValues[N]): Promise<void> {
    this.values.set(name, value);
  }
}

/** Saves every file under the name that is suggested; `dismissNext` presses Cancel in the dialog. */
export class FakeFiles implements Files {
  readonly saved: { readonly name: string; readonly content: string | Uint8Array }[] = [];
  readonly opened: string[] = [];
  #isDismissed = false;

  dismissNext(): void {
    this.#isDismissed = true;
  }

  async save(content: string | Uint8Array, { name }: FileSuggestion): Promise<SavedFile> {
    if (this.#isDismissed) {
      this.#isDismissed = false;
      throw new Cancelled();
    }
    this.saved.push({ name, content });
    return { name, open: async () => void this.opened.push(name) };
  }
}

/** Remembers which links were shown as pictures, and until when. */
export class FakePictures implements Pictures {
  readonly shown: { readonly link: FormattedLink; readonly endsLocally: Date }[] = [];
  async showQr(link: FormattedLink, { endsLocally }: PictureEnds): Promise<void> {
    this.shown.push({ link, endsLocally });
  }
}

/** A ledger of one window, in memory. */
export class FakeLedger implements Ledger {
  shares: Share[] = [];
  #made = 0;
  readonly #listeners = new Set<() => void>();

  async list(): Promise<readonly Share[]> {
    return this.shares;
  }
  async add(share: Omit<Share, 'id'>): Promise<string> {
    const id = `share${String(this.#made++).padStart(5, '0')}`;
    this.shares.push({ ...share, id });
    this.#tell();
    return id;
  }
  async forget(ids: readonly string[]): Promise<void> {
    this.shares = this.shares.filter(({ id }) => !ids.includes(id));
    this.#tell();
  }
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }
  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
