import type * as vscode from 'vscode';
import { Cancelled, type Offer } from '../core/errors.ts';
import type { Notices } from '../core/ports.ts';

type Show = (message: string, ...titles: string[]) => Thenable<string | undefined>;

/** Notifications and dialogs of the editor. `run` runs an offer that was picked, and shows what goes wrong in it. */
export function createNotices(window: typeof vscode.window, run: (offer: Offer) => void): Notices {
  const show = (how: Show, message: string, offers: readonly Offer[]): void => {
    void Promise.resolve(how(message, ...offers.map((offer) => offer.title))).then((picked) => {
      const offer = offers.find(({ title }) => title === picked);
      if (offer !== undefined) run(offer);
    });
  };
  const choose = async (
    message: string,
    detail: string | undefined,
    titles: readonly string[],
  ): Promise<string> => {
    const options = { modal: true, ...(detail === undefined ? {} : { detail }) };
    const picked = await window.showWarningMessage(message, options, ...titles);
    if (picked === undefined) throw new Cancelled();
    return picked;
  };
  return {
    info: (message, ...offers) =>
      show((text, ...titles) => window.showInformationMessage(text, ...titles), message, offers),
    warn: (message, ...offers) =>
      show((text, ...titles) => window.showWarningMessage(text, ...titles), message, offers),
    error: (message, ...offers) =>
      show((text, ...titles) => window.showErrorMessage(text, ...titles), message, offers),
    async confirm(message, { detail, action }) {
      await choose(message, detail, [action]);
      return true;
    },
    async choose(message, { detail, choices }) {
      const picked = await choose(
        message,
        detail,
        choices.map(({ title }) => title),
      );
      const choice = choices.find(({ title }) => title === picked);
      if (choice === undefined) throw new Cancelled();
      return choice.value;
    },
  };
}
