"""Read who is named by a line or by a part of it."""

import re
from functools import lru_cache

from generator.formats.phrases import Vocabulary, lead_key
from generator.stages.convert.features import is_cased, is_unspaced
from generator.stages.convert.fields.leads import is_outlet
from generator.stages.convert.fields.names import is_job, is_known_as, is_name

_HALF_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,4}$")
_NATIVE = {
    "ja": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,4} [\u3040-\u30ff\u3400-\u9fff]{1,4}$"),
    "ko": re.compile(
        "[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도석선설마길연위표명기반]"
        "[가-힣]{1,2}$"
    ),
    "zh": re.compile(
        "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤陳張劉楊黃趙吳孫馬許韓馮鄧蕭"
        "][\u3400-\u9fff]{1,2}$"
    ),
}
_HANGUL = re.compile("[\uac00-\ud7af]")
_COMMAS = re.compile(r"\s*[,，、]\s*")


def people_in(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the people whom *text* lists, without the titles of their jobs; none if it is no such list."""
    text = text.strip(" ,.，:：")
    text = text if not text.endswith((" Jr", " Sr")) else f"{text}."
    joint = _joint(vocabulary.joins)
    pieces = _COMMAS.split(text)
    people: list[str] = []
    for number, piece in enumerate(pieces):
        several = joint.split(piece) if joint else [piece]
        for part in several:
            name = apart_from_job(part.strip(" ()（）"), vocabulary)
            if number and (is_job(name, vocabulary) or is_outlet(name, vocabulary)):
                continue
            if number and not is_name(name, vocabulary.openers):
                # What follows a name after a comma is a job or a place, unless it is a name itself.
                continue
            if not is_known_as(name, vocabulary.openers):
                return ()
            people.append(name)
    return tuple(people)


@lru_cache(128)
def _joint(words: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds one of the *words* between two names, None if there are none."""
    joins = "|".join(re.escape(join) for join in sorted(words, key=len, reverse=True) if join.strip())
    return re.compile(rf"\s+(?:{joins})\s+", re.IGNORECASE) if joins else None


def apart_from_job(text: str, vocabulary: Vocabulary) -> str:
    """Return *text* without the job beside a name in languages without capitals: "김도윤 기자"."""
    if is_cased(text):
        return text
    name, _blank, last = text.rpartition(" ")
    if name and lead_key(last) in vocabulary.jobs:
        return name
    first, _blank, name = text.partition(" ")
    return name if name and lead_key(first) in vocabulary.jobs else text


def bare_name(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the one who is named by a line that holds nothing else, or nothing else but a job."""
    words = text.split()
    if text.endswith((":", "：", ",", "!")) or lead_key(words[0]) in vocabulary.greetings:
        return ()
    if len(words) > 1 and lead_key(words[-1]) in vocabulary.jobs and is_known_as(" ".join(words[:-1])):
        return (" ".join(words[:-1]),)
    name, comma, rest = text.partition(",")
    if comma:
        known = is_job(rest, vocabulary) and is_name(name.strip(), vocabulary.openers)
        return (name.strip(),) if known else ()
    # Korean names are one word; two are the beginning of a sentence.
    if is_unspaced(text) or text.isupper() or _HANGUL.search(text):
        return ()
    return (text,) if is_name(text, vocabulary.openers | vocabulary.headings) else ()


def native_name(text: str, language: str | None) -> tuple[str, ...]:
    """Return who is named by a line in a script where names are short and have no capitals; a guess by family name."""
    pattern = _NATIVE.get(language or "")
    return (text,) if pattern and pattern.match(text) else ()


def is_one_name(above: str, part: str, language: str | None) -> bool:
    """Tell whether a blank parts the two halves of a name: so write the Japanese, and others one letter from one."""
    family = re.split("[:：＝=]", above)[-1]
    is_apart = language == "ja" or min(len(family), len(part)) == 1
    return is_apart and bool(_HALF_NAME.match(family) and _HALF_NAME.match(part))
