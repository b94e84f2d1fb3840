"""The names of social networks, as pages in many languages write them on buttons."""

import re

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


def _names(text: str) -> str:
    """Return the alternatives of *text*, the longest first; ``_`` stands for a blank."""
    names = (re.escape(name.replace("_", " ")) for name in text.split())
    return "|".join(sorted(names, key=len, reverse=True))


NETWORK = re.compile(rf"\b(?:{_names(_STEMS)})\w*|\b(?:{_names(_LATIN)}|google\+)(?!\w)|{_names(_INSIDE)}")
