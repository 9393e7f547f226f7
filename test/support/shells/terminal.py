"""An interactive shell on a real terminal, driven by lines of JSON: the other half of terminal.ts.

First line in: {"argv", "env", "cwd", "prompts", "lineEditor"}. `prompts` is a file to which the shell appends the last
exit status before each prompt. Then {"text", "timeout", "bracketed", "prompts"} for each paste, answered by {"status", "output"}
or {"error", "output"}.
"""

import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time


class Terminal:
    def __init__(self, spec):
        self.prompts = spec["prompts"]
        self.line_editor = spec["lineEditor"]
        self.output = b""
        self.bracketed = False
        pid, self.fd = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
            os.chdir(spec["cwd"])
            os.execvpe(spec["argv"][0], spec["argv"], spec["env"])
        os.set_blocking(self.fd, False)

    def statuses(self):
        with open(self.prompts, encoding="ascii") as file:
            return [line for line in file.read().split("\n")[:-1]]

    def pump(self, data=b""):
        """Moves bytes for up to 10 ms; returns what of `data` is still to be written."""
        readable, writable, _ = select.select([self.fd], [self.fd] if data else [], [], 0.01)
        if readable:
            self.take(os.read(self.fd, 65536))
        if writable:
            data = data[os.write(self.fd, data[:512]) :]
        return data

    def take(self, chunk):
        # A sequence of eight bytes may come in two pieces.
        before = self.output[-7:]
        self.output += chunk
        for mode in re.findall(rb"\x1b\[\?2004([hl])", before + chunk):
            self.bracketed = mode == b"h"
        # fish asks the terminal who it is, and waits for an answer.
        for _ in re.findall(rb"\x1b\[0?c", chunk):
            os.write(self.fd, b"\x1b[?62;22c")

    def is_at_prompt(self, count):
        """Whether that many prompts were noted and the shell's line editor, where it has one, has taken over."""
        if len(self.statuses()) < count:
            return False
        # What the shell wrote before it noted the prompt is here by now, its "no longer bracketed" among it.
        while select.select([self.fd], [], [], 0)[0]:
            self.take(os.read(self.fd, 65536))
        return self.bracketed or not self.line_editor

    def wait_for_prompt(self, count, deadline):
        while not self.is_at_prompt(count):
            self.pump()
            if time.monotonic() > deadline:
                raise TimeoutError("no prompt came back")

    def paste(self, text, timeout, bracketed, new_prompts):
        self.output = b""
        deadline = time.monotonic() + timeout
        prompts = len(self.statuses())
        data = text.encode()
        if bracketed and self.bracketed:
            data = b"\x1b[200~" + data + b"\x1b[201~"
        data += b"\r"
        while data:
            data = self.pump(data)
            if time.monotonic() > deadline:
                raise TimeoutError("the terminal takes no more")
        # Its time begins when it is seen to be at work.
        seen = time.monotonic() + 20
        while not self.output and time.monotonic() < seen:
            self.pump()
        self.wait_for_prompt(prompts + new_prompts, max(deadline, time.monotonic() + timeout))
        return int(self.statuses()[-1])


def main():
    terminal = Terminal(json.loads(sys.stdin.readline()))
    answer(terminal, lambda: terminal.wait_for_prompt(1, time.monotonic() + 20))
    for line in sys.stdin:
        order = json.loads(line)
        answer(terminal, lambda: terminal.paste(order["text"], order["timeout"], order["bracketed"], order["prompts"]))


def answer(terminal, act):
    try:
        result = {"status": act()}
    except (OSError, TimeoutError) as error:
        result = {"error": str(error)}
    result["output"] = terminal.output.decode(errors="replace")
    print(json.dumps(result), flush=True)


main()
