"""The names of social networks, as pages in many languages write them on buttons."""

import re
from collections.abc import Iterable

# Whole words in Latin letters; in languages that decline them a few are known by their stem.
_LATIN = """
    bluesky digg discord facebook flipboard google google_news google_plus instagram linkedin mastodon messenger
    pinterest reddit rss snapchat spotify stumbleupon telegram threads tiktok tumblr twitter viber vk vkontakte wechat
    weibo whatsapp x xing youtube apple_podcasts
"""
_STEMS = """
    facebook instagram twitter whatsapp вконтакт вотсап инстаграм одноклассник телеграм твитер твиттер фейсбук фејсбу
    фейсбу ютуб
"""
# Scripts that set no blanks, or join other letters to a name.
_INSIDE = """
    فيسبوك فیسبوک فیس_بک تويتر توییتر ٹوئٹر واتساب واتس_آپ واٹس_ایپ إنستغرام انستغرام انستقرام اینستاگرام
    يوتيوب تلگرام تيليجرام تلغرام
    פייסבוק טוויטר וואטסאפ ווטסאפ אינסטגרם טלגרם יוטיוב
    फेसबुक ट्विटर व्हाट्सएप व्हाट्सऐप इंस्टाग्राम यूट्यूब टेलीग्राम
    フェイスブック ツイッター インスタグラム はてなブックマーク
    페이스북 트위터 인스타그램 카카오톡 카카오스토리 유튜브
    微信 微博 朋友圈 qq空间 qq好友 脸书 臉書 推特
    เฟซบุ๊ก เฟสบุ๊ค ทวิตเตอร์ อินสตาแกรม ยูทูบ
"""


def _names(words: Iterable[str]) -> str:
    """Return the alternatives of *words*, told apart by their first letter; ``_`` stands for a blank."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:].replace("_", " ")))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))


def _whole(stems: Iterable[str]) -> str:
    return rf"\b(?:(?:{_names(stems)})\w*|(?:{_names(_LATIN.split())})(?!\w))"


# Most lines name none, and to look at every letter for all names takes as long as all else that is done to a line.
_INITIALS = "".join(sorted({name[0] for name in _INSIDE.split()}))
_ASCII = re.compile(_whole(stem for stem in _STEMS.split() if stem.isascii()))
_ANY = re.compile(rf"{_whole(_STEMS.split())}|(?=[{_INITIALS}])(?:{_names(_INSIDE.split())})")


# The first letters of all names.
BEGINNINGS = frozenset(name[:3] for name in f"{_LATIN} {_STEMS} {_INSIDE}".split())


def masked(text: str) -> str:
    """Return *text*, which is in lower case, with ``@`` in place of the name of each network."""
    return (_ASCII if text.isascii() else _ANY).sub("@", text)
