"""Write dates for people, in their language, and for machines.

The names of months stand here rather than come from the machine's locale, which differs between
machines and would make the bytes of a page depend on where it was built.
"""

# ruff: noqa: E501 - one line a language

from collections.abc import Mapping
from datetime import date, datetime

# Of each language: how a date is put together, and the months as they stand inside a date.
PATTERNS: Mapping[str, tuple[str, str]] = {
    "ar": ("{day} {month} {year}", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    "be": ("{day} {month} {year} г.", "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня"),
    "bg": ("{day} {month} {year} г.", "януари февруари март април май юни юли август септември октомври ноември декември"),
    "ca": ("{day} {month} de {year}", "de_gener de_febrer de_març d’abril de_maig de_juny de_juliol d’agost de_setembre d’octubre de_novembre de_desembre"),
    "cs": ("{day}. {month} {year}", "ledna února března dubna května června července srpna září října listopadu prosince"),
    "da": ("{day}. {month} {year}", "januar februar marts april maj juni juli august september oktober november december"),
    "de": ("{day}. {month} {year}", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    "el": ("{day} {month} {year}", "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου"),
    "en": ("{day} {month} {year}", "January February March April May June July August September October November December"),
    "en-us": ("{month} {day}, {year}", "January February March April May June July August September October November December"),
    "es": ("{day} de {month} de {year}", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    "et": ("{day}. {month} {year}", "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember"),
    "fa": ("{day} {month} {year}", "ژانویهٔ فوریهٔ مارس آوریل مهٔ ژوئن ژوئیهٔ اوت سپتامبر اکتبر نوامبر دسامبر"),
    "fi": ("{day}. {month} {year}", "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta"),
    "fr": ("{day} {month} {year}", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "he": ("{day} {month} {year}", "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר"),
    "hi": ("{day} {month} {year}", "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्तूबर नवंबर दिसंबर"),
    "hr": ("{day}. {month} {year}.", "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca"),
    "hu": ("{year}. {month} {day}.", "január február március április május június július augusztus szeptember október november december"),
    "id": ("{day} {month} {year}", "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"),
    "it": ("{day} {month} {year}", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    "ja": ("{year}年{month}月{day}日", "1 2 3 4 5 6 7 8 9 10 11 12"),
    "ko": ("{year}년 {month}월 {day}일", "1 2 3 4 5 6 7 8 9 10 11 12"),
    "lt": ("{year} m. {month} {day} d.", "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio"),
    "lv": ("{year}. gada {day}. {month}", "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris"),
    "nl": ("{day} {month} {year}", "januari februari maart april mei juni juli augustus september oktober november december"),
    "no": ("{day}. {month} {year}", "januar februar mars april mai juni juli august september oktober november desember"),
    "pl": ("{day} {month} {year}", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
    "pt": ("{day} de {month} de {year}", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    "ro": ("{day} {month} {year}", "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"),
    "ru": ("{day} {month} {year} г.", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    "sk": ("{day}. {month} {year}", "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra"),
    "sl": ("{day}. {month} {year}", "januar februar marec april maj junij julij avgust september oktober november december"),
    "sr": ("{day}. {month} {year}.", "јануар фебруар март април мај јун јул август септембар октобар новембар децембар"),
    "sv": ("{day} {month} {year}", "januari februari mars april maj juni juli augusti september oktober november december"),
    "tr": ("{day} {month} {year}", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    "uk": ("{day} {month} {year} р.", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    "ur": ("{day} {month}، {year}", "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر"),
    "vi": ("{day} tháng {month}, {year}", "1 2 3 4 5 6 7 8 9 10 11 12"),
    "zh": ("{year}年{month}月{day}日", "1 2 3 4 5 6 7 8 9 10 11 12"),
}  # fmt: skip
SAME_AS: Mapping[str, str] = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "yue": "zh", "cmn": "zh"}


def date_text(day: date, language: str = "en") -> str:
    """Return *day* as it is written in *language*: ``23 November 2026``; as ``2026-11-23`` where we cannot say.

    *language* is a BCP 47 tag. A moment is written as the day it falls on in its own time zone.
    """
    tag = language.replace("_", "-").lower()
    primary = tag.partition("-")[0]
    pattern, months = PATTERNS.get(tag) or PATTERNS.get(SAME_AS.get(primary, primary), ("", ""))
    if not pattern:
        return f"{day.year:04}-{day.month:02}-{day.day:02}"
    number = "1er" if primary == "fr" and day.day == 1 else str(day.day)
    month = months.split()[day.month - 1].replace("_", " ")
    return pattern.format(day=number, month=month, year=day.year)


def iso(moment: date) -> str:
    """Return *moment* as machines want it: a day as ``2026-11-23``, a moment to the second with its offset."""
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()
