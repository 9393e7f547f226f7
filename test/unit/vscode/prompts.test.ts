import assert from 'node:assert/strict';
import type { Choice } from '../../../src/core/ports.ts';
import { createPrompts } from '../../../src/vscode/prompts.ts';
import { FakeQuickInput } from '../../support/fakes/quickInput.ts';

const CHOICES: readonly Choice<number>[] = [
  { label: '1 minute', description: '12:01', icon: 'clock', value: 60 },
  { label: '1 hour', description: '13:00', value: 3600 },
  { label: 'never', value: undefined },
];

function open() {
  const editor = new FakeQuickInput();
  return { editor, prompts: createPrompts(editor.api) };
}

/** Whether a promise has settled, without waiting for it. */
async function isOpen(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const first = await Promise.race([promise.catch(() => undefined), Promise.resolve(pending)]);
  return first === pending;
}

describe('questions', () => {
  it('a pick shows its frame and choices, and resolves to the value', async () => {
    const { editor, prompts } = open();
    const answer = prompts.pick({ title: 'T (1/2): F', placeholder: 'p', choices: CHOICES, active: 3600 });
    const { title, placeholder, ignoreFocusOut, shown, activeItems } = editor.pick;
    assert.deepEqual([title, placeholder, ignoreFocusOut, shown], ['T (1/2): F', 'p', true, true]);
    assert.equal(activeItems[0]?.label, '1 hour');
    editor.pick.choose('1 minute');
    assert.deepEqual(await answer, { answer: 60 });
    assert.equal(editor.pick.disposed, true);
  });

  it('Enter does nothing on an item that only explains', async () => {
    const { editor, prompts } = open();
    const answer = prompts.pick({ title: 'T', choices: CHOICES });
    editor.pick.choose('never');
    assert.ok(await isOpen(answer));
    editor.pick.choose('1 hour');
    assert.deepEqual(await answer, { answer: 3600 });
  });

  it('Escape is Cancelled, for each kind', async () => {
    const { editor, prompts } = open();
    const asked = [
      () => prompts.pick({ title: 'T', choices: CHOICES }),
      () => prompts.pickMany({ title: 'T', choices: CHOICES }),
      () => prompts.text({ title: 'T' }),
    ];
    for (const ask of asked) {
      const answer = ask();
      for (const box of [...editor.picks, ...editor.inputs]) if (box.shown) box.escape();
      await assert.rejects(answer, { name: 'Cancelled' });
    }
    assert.ok([...editor.picks, ...editor.inputs].every(({ disposed }) => disposed));
  });

  it('a button of a multi-pick answers it, with what is ticked behind that', async () => {
    const { editor, prompts } = open();
    const answer = prompts.pickMany<number | 'more'>({
      title: 'T',
      choices: CHOICES.map((choice) => ({ ...choice, picked: choice.value === 60 })),
      buttons: [{ id: 'more', icon: 'add', tooltip: 'More' }],
      buttonAnswer: (id) => (id === 'more' ? id : undefined),
    });
    editor.pick.press('More');
    assert.deepEqual(await answer, { answer: ['more', 60] });
  });

  it('Back is the editor’s own button, only where it is offered', async () => {
    const { editor, prompts } = open();
    const first = prompts.text({ title: 'T' });
    assert.deepEqual(editor.input.buttons, []);
    editor.input.escape();
    await assert.rejects(first);
    const answer = prompts.text({ title: 'T', canGoBack: true });
    editor.input.press('Back');
    assert.equal(await answer, 'back');
  });

  it('a button keeps the question open and may change the buttons', async () => {
    const { editor, prompts } = open();
    const pressed: string[] = [];
    const answer = prompts.text({
      title: 'T',
      canGoBack: true,
      buttons: [{ id: 'lock', icon: 'unlock', tooltip: 'off' }],
      onButton: (id) => {
        pressed.push(id);
        return [{ id: 'lock', icon: 'lock', tooltip: 'on' }];
      },
    });
    editor.input.press('off');
    assert.ok(await isOpen(answer));
    assert.deepEqual(
      editor.input.buttons.map(({ tooltip }) => tooltip),
      ['Back', 'on'],
    );
    editor.input.press('on');
    editor.input.enter();
    await answer;
    assert.deepEqual(pressed, ['lock', 'lock']);
  });

  it('what goes wrong in a button ends the question with that error', async () => {
    const { editor, prompts } = open();
    const answer = prompts.text({
      title: 'T',
      buttons: [{ id: 'x', icon: 'x', tooltip: 'x' }],
      onButton: () => Promise.reject(new Error('no browser')),
    });
    editor.input.press('x');
    await assert.rejects(answer, /no browser/);
  });

  describe('while text is typed', () => {
    const typed = (text: string): readonly Choice<number>[] =>
      /^\d+$/.test(text)
        ? [{ label: `${text} seconds`, value: Number(text) }]
        : [{ label: 'unclear', value: undefined }];

    it('the list holds the parsed result alone, always shown', async () => {
      const { editor, prompts } = open();
      const answer = prompts.pick({ title: 'T', choices: CHOICES, typed });
      editor.pick.type('90');
      assert.deepEqual(editor.pick.labels, ['90 seconds']);
      assert.equal(editor.pick.items[0]?.alwaysShow, true);
      editor.pick.type('x');
      assert.deepEqual(editor.pick.labels, ['unclear']);
      editor.pick.chooseActive();
      assert.ok(await isOpen(answer));
      editor.pick.type('');
      assert.equal(editor.pick.items.length, 3);
      editor.pick.type('5');
      editor.pick.chooseActive();
      assert.deepEqual(await answer, { answer: 5 });
    });

    it('an answer that comes late takes its place, and an Enter waits for it', async () => {
      const { editor, prompts } = open();
      let again: () => void = () => undefined;
      let isThere = false;
      const typed = (text: string, changed: () => void): Choice<number>[] => {
        again = changed;
        if (isThere) return [{ label: `is ${text}`, value: Number(text) }];
        return [{ label: '…', value: undefined, isPending: true }];
      };
      const answer = prompts.pick({ title: 'T', choices: CHOICES, typed });
      editor.pick.type('5');
      editor.pick.chooseActive();
      assert.ok(await isOpen(answer));
      // What is typed after it was not entered.
      editor.pick.type('56');
      isThere = true;
      again();
      assert.deepEqual(editor.pick.labels, ['is 56']);
      assert.ok(await isOpen(answer));
      isThere = false;
      editor.pick.type('7');
      editor.pick.chooseActive();
      isThere = true;
      again();
      assert.deepEqual(await answer, { answer: 7 });
      // The question is over: nothing is left to change.
      again();
    });

    it('an Enter that is faster than the list means the text, not the preset that was selected', async () => {
      const { editor, prompts } = open();
      const answer = prompts.pick({ title: 'T', choices: CHOICES, typed });
      const [stale] = editor.pick.items;
      assert.ok(stale);
      editor.pick.type('1');
      editor.pick.selectedItems = [stale];
      editor.pick.enter();
      assert.deepEqual(await answer, { answer: 1 });
    });
  });

  it('live choices are renewed, the person stays where they are', async () => {
    const { editor, prompts } = open();
    let minute = 0;
    const choices = () => CHOICES.map((choice) => ({ ...choice, description: `12:0${minute}` }));
    const answer = prompts.pick({
      title: 'T',
      choices: choices(),
      active: 3600,
      refresh: { everyMs: 1, choices },
    });
    const { renders } = editor.pick;
    minute = 5;
    while (editor.pick.items[1]?.description !== '12:05')
      await new Promise((resolve) => setImmediate(resolve));
    assert.equal(editor.pick.renders, renders + 1);
    assert.equal(editor.pick.activeItems[0]?.label, '1 hour');
    editor.pick.chooseActive();
    assert.deepEqual(await answer, { answer: 3600 });
  });

  it('several can be ticked; what is picked is ticked at first', async () => {
    const { editor, prompts } = open();
    const choices = CHOICES.map((choice) => ({ ...choice, picked: choice.value === 60 }));
    const answer = prompts.pickMany({ title: 'T', choices });
    assert.equal(editor.pick.canSelectMany, true);
    assert.deepEqual(
      editor.pick.selectedItems.map(({ label }) => label),
      ['1 minute'],
    );
    editor.pick.selectedItems = editor.pick.items;
    editor.pick.enter();
    assert.deepEqual(await answer, { answer: [60, 3600] });
  });

  it('Enter without a tick takes the one item that was typed for, else none', async () => {
    const { editor, prompts } = open();
    for (const [text, taken] of [
      ['', []],
      ['1', []],
      ['x', []],
      [' HOUR ', [3600]],
    ] as const) {
      const answer = prompts.pickMany({ title: 'T', choices: CHOICES });
      editor.pick.type(text);
      editor.pick.enter();
      assert.deepEqual(await answer, { answer: taken }, text);
    }
  });

  it('a button may answer, also where the text would be refused', async () => {
    const { editor, prompts } = open();
    const buttons = [{ id: 'x', icon: 'x', tooltip: 'x' }];
    const text = prompts.text({
      title: 'T',
      buttons,
      buttonAnswer: (id) => (id === 'x' ? '' : undefined),
      validate: () => ({ message: 'no', severity: 'error' }),
    });
    editor.input.press('x');
    assert.deepEqual(await text, { answer: '' });
    const picked = prompts.pick({ title: 'T', choices: [], buttons, buttonAnswer: (id) => id });
    editor.pick.press('x');
    assert.deepEqual(await picked, { answer: 'x' });
  });

  it('a text is validated as it is typed; an error keeps it open, a warning does not', async () => {
    const { editor, prompts } = open();
    const answer = prompts.text({
      title: 'T',
      prompt: 'p',
      password: true,
      validate: (text) => {
        if (text === '') return { message: 'empty', severity: 'error' };
        return text === 'odd' ? { message: 'odd', severity: 'warning' } : undefined;
      },
    });
    assert.deepEqual([editor.input.prompt, editor.input.password], ['p', true]);
    assert.equal(editor.input.validationMessage, undefined);
    editor.input.enter();
    assert.deepEqual(editor.input.validationMessage, { message: 'empty', severity: 3 });
    assert.ok(await isOpen(answer));
    editor.input.type('fine');
    assert.equal(editor.input.validationMessage, undefined);
    editor.input.type('odd');
    assert.deepEqual(editor.input.validationMessage, { message: 'odd', severity: 2 });
    editor.input.enter();
    assert.deepEqual(await answer, { answer: 'odd' });
  });

  it('calls the beginning of an answer wrong only once it was typed on or entered', async () => {
    const { editor, prompts } = open();
    const answer = prompts.text({
      title: 'T',
      value: 'docs/',
      valueSelection: [5, 5],
      validate: (text) => (text.endsWith('/') ? { message: 'a name', severity: 'error' } : undefined),
    });
    assert.equal(editor.input.validationMessage, undefined);
    editor.input.enter();
    assert.deepEqual(editor.input.validationMessage, { message: 'a name', severity: 3 });
    editor.input.type('docs/a.txt');
    editor.input.enter();
    assert.deepEqual(await answer, { answer: 'docs/a.txt' });
  });

  it('opens pages in the browser', async () => {
    const { editor, prompts } = open();
    await prompts.openExternal('https://example.com/keys');
    assert.deepEqual(editor.opened, ['https://example.com/keys']);
  });
});
