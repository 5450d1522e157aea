"""Goes in by one verb and comes out with an exit code, whatever was typed and whatever happened inside."""

import importlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

from typer import Exit, TyperException
from typer._click.exceptions import NoArgsIsHelpError
from typer.main import get_command

from mingbai.cli.faults import faults_told
from mingbai.cli.misuse import CommandUnknown, misuse
from mingbai.cli.voice import Voice

USAGE, INTERRUPTED = 2, 130


def enter(verb: str, words: Sequence[str], verbs: Mapping[str, tuple[str, str]]) -> int:
    """Do one of the verbs (verb → module, name) with the words that follow it; return the exit code."""
    voice = Voice(language_of(words))
    code = _done(voice, verb, words, verbs)
    if code == INTERRUPTED:
        voice.tell("已中断，没有留下未写完的结果。", "Interrupted; nothing was left half-written.")
    return code


def _done(voice: Voice, verb: str, words: Sequence[str], verbs: Mapping[str, tuple[str, str]]) -> int:
    try:
        with faults_told(voice):
            if verb not in verbs:
                raise CommandUnknown(verb, verbs)
            module, name = verbs[verb]
            command = get_command(getattr(importlib.import_module(module), name))
            return int(command.main(args=list(words), prog_name=f"mingbai {verb}", standalone_mode=False) or 0)
    except NoArgsIsHelpError as error:
        voice.tell(error.message, error.message)
    except TyperException as error:
        context = getattr(error, "ctx", None)
        manual = f"{context.command_path if context else f'mingbai {verb}' if verb in verbs else 'mingbai'} --help"
        zh, en = misuse(error)
        voice.tell_both(f"{zh}用法见 {manual}", f"{en} See {manual}")
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exit as stop:
        return stop.exit_code
    except SystemExit as stop:  # whoever read our output has gone
        return int(stop.code or 0)
    return USAGE


def language_of(words: Sequence[str]) -> str:
    """Return the language asked for, before anything else is understood."""
    return "en" if "--lang=en" in words or ("--lang", "en") in pairwise(words) else "zh"
