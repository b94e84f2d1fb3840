"""Time the conversion of a made-up collection of seeds: all of it, and again when there is nothing to do.

Every number is of whole processes (start of Python included), workers counted: seconds, seconds of processor time,
and the most memory that the process and its workers had together at one time (PSS, as Linux tells it, so that pages
they share count once). A seed has about 5 kB, noise included, in one of six languages.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent.parent
BYTES = 5000
_EVERY = 0.05


class Tongue(NamedTuple):
    """What seeds of a language are made of: words, what joins them, what ends a sentence, and lines of noise."""

    words: Sequence[str]
    blank: str
    stop: str
    byline: str
    noise: Sequence[str]


def words(text: str) -> Sequence[str]:
    return text.split()


TONGUES = (
    Tongue(
        words(
            "the harbour ferry of onion tide and lamp letter to map orchard was bench winter in paper cook that stair "
            "is window bell for rope garden with market bridge clock on slate pear had lantern gull chart it crate "
            "kettle path who engine whistle boat but there council which repaired bought"
        ),
        " ", ".", "By Inga Voss",
        ("Advertisement", "Share this article", "Sign up for our newsletter", "Read more", "Accept all cookies",
         "Follow us on Facebook", "© 2024 The Harbour Paper. All rights reserved."),
    ),
    Tongue(
        words(
            "der Hafen die Fähre und Zwiebel das Licht ist Brief zu Karte Garten war Bank Winter im Papier Koch dass "
            "Treppe Fenster Glocke für Seil mit Markt Brücke Uhr auf Schiefer Birne hatte Laterne Möwe es Kiste "
            "Kessel Weg wer Maschine Pfiff Boot aber dort Gemeinderat welche repariert gekauft nicht"
        ),
        " ", ".", "Von Inga Voss",
        ("Anzeige", "Artikel teilen", "Newsletter abonnieren", "Mehr lesen", "Alle Cookies akzeptieren", "Drucken",
         "© 2024 Hafenblatt. Alle Rechte vorbehalten."),
    ),
    Tongue(
        words(
            "le port la barque et oignon une marée est lettre à carte verger était banc hiver dans papier cuisine que "
            "escalier fenêtre cloche pour corde avec marché pont horloge sur ardoise poire avait lanterne mouette il "
            "caisse bouilloire chemin qui moteur sifflet bateau mais là conseil laquelle réparé acheté des"
        ),
        " ", ".", "Par Inga Voss",
        ("Publicité", "Partager l'article", "Abonnez-vous à notre newsletter", "Lire aussi", "Accepter les cookies",
         "Imprimer", "© 2024 Le Port. Tous droits réservés."),
    ),
    Tongue(
        words(
            "el puerto la barca y cebolla una marea es carta a mapa huerto era banco invierno en papel cocina que "
            "escalera ventana campana para cuerda con mercado puente reloj sobre pizarra pera tenía linterna gaviota "
            "caja tetera camino quien motor silbato barco pero allí consejo cual reparado comprado los"
        ),
        " ", ".", "Por Inga Voss",
        ("Publicidad", "Compartir", "Suscríbete a nuestro boletín", "Leer más", "Aceptar cookies", "Imprimir",
         "© 2024 El Puerto. Todos los derechos reservados."),
    ),
    Tongue(
        words(
            "порт паром и лук прилив был лампа письмо к карта сад скамья зима в бумага повар что лестница окно "
            "колокол для верёвка с рынок мост часы на сланец груша имел фонарь чайка он ящик чайник тропа кто мотор "
            "свисток лодка но там совет который починил купил это"
        ),
        " ", ".", "Автор: Инга Фосс",
        ("Реклама", "Поделиться", "Подпишитесь на рассылку", "Читайте также", "Принять все", "Версия для печати",
         "© 2024 Порт. Все права защищены."),
    ),
    Tongue(
        words(
            "港口 渡船 洋葱 潮水 是 灯 信 在 地图 果园 长凳 冬天 的 纸 厨师 楼梯 和 窗户 钟 "
            "绳子 花园 市场 桥 时钟 石板 梨 有 灯笼 海鸥 箱子 水壶 小路 谁 发动机 哨子 船 但是 "
            "那里 议会 修理 买了"
        ),
        "", "。", "作者：方英",
        ("广告", "分享", "订阅我们的通讯", "阅读更多", "接受所有", "打印", "版权所有 © 2024 港口日报"),
    ),
)  # fmt: skip


class Chance:
    """Numbers that are always the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2654435761 % 2**32 or 1

    def below(self, limit: int) -> int:
        self._state = (self._state * 1664525 + 1013904223) % 2**32
        return (self._state >> 16) % limit

    def of(self, values: Sequence[str]) -> str:
        return values[self.below(len(values))]


def sentence(tongue: Tongue, chance: Chance, words: int) -> str:
    text = tongue.blank.join(chance.of(tongue.words) for _ in range(words))
    return text[:1].upper() + text[1:]


def paragraph(tongue: Tongue, chance: Chance) -> str:
    sentences = (sentence(tongue, chance, 8 + chance.below(12)) + tongue.stop for _ in range(3 + chance.below(3)))
    return tongue.blank.join(sentences)


def seed(number: int, bytes_wanted: int) -> str:
    """Return the text of one seed: a title, a byline, a date, paragraphs with headings, and noise around and inside."""
    tongue = TONGUES[number % len(TONGUES)]
    chance = Chance(number)
    title = f"{sentence(tongue, chance, 6)} {number}"
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    blocks = [chance.of(tongue.noise), title, tongue.byline, day, chance.of(tongue.noise)]
    size = sum(len(block.encode()) for block in blocks)
    while size < bytes_wanted:
        kind = chance.below(6)
        block = (
            chance.of(tongue.noise)
            if kind == 0
            else sentence(tongue, chance, 3)
            if kind == 1
            else paragraph(tongue, chance)
        )
        blocks.append(block)
        size += len(block.encode()) + 2
    blocks += tongue.noise[:4]
    return "\n\n".join(dict.fromkeys(blocks)) + "\n"


def write_seeds(root: Path, count: int, bytes_wanted: int) -> None:
    """Write a project of *count* seeds of about *bytes_wanted* in folders of a thousand."""
    for number in range(count):
        path = root / "seeds" / f"part-{number // 1000:03}" / f"seed-{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(seed(number, bytes_wanted), encoding="utf-8")


class Run(NamedTuple):
    """What a run took: *seconds* by the clock, *processor* seconds, the *peak* of memory in MB."""

    seconds: float
    processor: float
    peak: float


def measured(command: Sequence[str], folder: Path) -> Run:
    """Run *command* in *folder* and return what it took, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(_pss(number) for number in _tree(process.pid)))
        time.sleep(_EVERY)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak / 1024)


def _tree(number: int) -> Iterator[int]:
    """Yield the process *number* and all that descend from it."""
    yield number
    try:
        children = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _pss(number: int) -> int:
    """Return the kB of memory that the process *number* has, its part of what it shares with others."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def measure(count: int, bytes_wanted: int, jobs: int, folder: Path) -> None:
    """Convert *count* seeds twice, and print what each run took."""
    root = folder / str(count)
    write_seeds(root, count, bytes_wanted)
    command = [sys.executable, "-m", "generator", "convert", "--jobs", str(jobs)]
    os.environ["PYTHONPATH"] = str(HERE)
    for name in ("all", "nothing"):
        run = measured(command, root)
        print(
            f"{count:>8,} seeds, {name:<7}  {run.seconds:7.2f} s  {run.processor:7.2f} s of processor  "
            f"{count / run.processor:7.0f} seeds a second a core  {run.peak:6.0f} MB at most",
            flush=True,
        )


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1000], help="how many seeds, one or several numbers")
    parser.add_argument("--bytes", type=int, default=BYTES, help="about how many bytes a seed has")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes")
    parser.add_argument("--write", type=Path, help="only write the seeds, into this folder")
    options = parser.parse_args()
    if options.write:
        write_seeds(options.write, options.seeds[0], options.bytes)
        return
    with tempfile.TemporaryDirectory(prefix="seedpress-bench-") as folder:
        for count in options.seeds:
            measure(count, options.bytes, options.jobs, Path(folder))


if __name__ == "__main__":
    main()
