"""Configures a tree with Kconfiglib as `conf` would, with recorded answers instead of running shell commands.

peer.py ANSWERS ROOT MODE [DEFCONFIG]

Writes .config in the current folder. ANSWERS is a file as Native/answers.c describes it.
"""

import sys

import kconfiglib


def read_answers(path):
    """The answers by command, made of what the shell wrote as the macro language wants it: without the last newlines, with blanks for the others."""
    with open(path, "rb") as file:
        content = file.read()
    answers = {}
    at = 0
    while at < len(content):
        end = content.index(b"\n", at)
        command, answer = (int(size) for size in content[at:end].split())
        at = end + 1
        text = content[at + command:at + command + answer].decode()
        answers[content[at:at + command].decode()] = text.rstrip("\n").replace("\n", " ")
        at += command + answer + 1
    return answers


def answer_all(kconf, value):
    """Gives every bool and tristate a value, but for members of choices, which keep their defaults."""
    for symbol in kconf.unique_defined_syms:
        if symbol.choice is None and symbol.type in (kconfiglib.BOOL, kconfiglib.TRISTATE):
            symbol.set_value(value)


def decide_choices(kconf):
    """Makes every choice y, so that it has a member."""
    for choice in kconf.unique_choices:
        choice.set_value(2)


def main():
    answers = read_answers(sys.argv[1])
    root, mode = sys.argv[2:4]
    kconfiglib._shell_fn = lambda kconf, name, command: answers[command]
    kconf = kconfiglib.Kconfig(root, warn=False)
    if mode == "allnoconfig":
        answer_all(kconf, 0)
    elif mode == "allyesconfig":
        answer_all(kconf, 2)
        decide_choices(kconf)
    elif mode == "defconfig":
        kconf.load_config(sys.argv[4])
    kconf.write_config(".config", save_old=False)


main()
