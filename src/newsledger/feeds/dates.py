"""Dates as feeds print them: an instant, or null with a reason, never a silently wrong one.

RFC 822 and 2822, ISO 8601, epoch seconds, and the free forms that feeds are found to use, month names in the languages
of `_MONTHS`. Every word must be understood, else the date is `unreadable_date`. What is ambiguous is settled by the
source's timezone and language, or not at all:

- a time without a zone is in the source's timezone; without that it is read as UTC and its precision is `day`;
- an abbreviation with several meanings (IST, CST, BST) means what it means in the source's timezone, else what RFC 822
  says, else its commonest meaning;
- 03/04/2025 is settled by a weekday printed with it, then by the source's country and language, else unreadable;
- a zone that contradicts itself or cannot exist leaves the day alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from datetime import timezone as fixed
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsledger.records import NO_DATE, Precision, Stamp

FIRST_YEAR = 1990
AHEAD = timedelta(hours=48)
LONGEST = 120  # characters; no date is longer

UNREADABLE = Stamp(reason="unreadable_date")
OUT_OF_RANGE = Stamp(reason="out_of_range")

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "el": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
    "δεκεμβρίου",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
}
# Monday first; abbreviations are any beginning of two letters and more.
_WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "fi": "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "cs": "pondělí úterý středa čtvrtek pátek sobota neděle",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ro": "luni marți miercuri joi vineri sâmbătă duminică",
    "hu": "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "id": "senin selasa rabu kamis jumat sabtu minggu",
}
_NOISE = frozenset("at um uhr le à las de del den der o och kl kl. ore alle klo og the on of am_ h г в".split())

# Offsets in minutes, the first one is taken where nothing tells. RFC 822 fixes GMT, UT, EST to PDT.
_ZONES: dict[str, tuple[int, ...]] = {
    "z": (0,), "ut": (0,), "utc": (0,), "gmt": (0,),
    "est": (-300, 600), "edt": (-240,), "cst": (-360, 480, -300), "cdt": (-300, -240), "mst": (-420, 480),
    "mdt": (-360,), "pst": (-480, 480), "pdt": (-420,), "akst": (-540,), "akdt": (-480,), "hst": (-600,),
    "ast": (-240, 180), "adt": (-180,), "nst": (-210,), "ndt": (-150,), "brt": (-180,), "art": (-180,),
    "wet": (0,), "west": (60,), "cet": (60,), "cest": (120,), "met": (60,), "mest": (120,), "mez": (60,),
    "mesz": (120,), "bst": (60, 360), "ist": (330, 120, 60), "idt": (180,), "eet": (120,), "eest": (180,),
    "msk": (180,), "trt": (180,), "gst": (240,), "pkt": (300,), "wib": (420,), "ict": (420,), "sgt": (480,),
    "hkt": (480,), "myt": (480,), "pht": (480,), "wita": (480,), "awst": (480,), "jst": (540,), "kst": (540,),
    "wit": (540,), "acst": (570,), "acdt": (630,), "aest": (600,), "aedt": (660,), "nzst": (720,), "nzdt": (780,),
    "sast": (120,), "cat": (120,), "eat": (180,), "wat": (60,),
}  # fmt: skip
_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH"})

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?"
)
_EPOCH = re.compile(r"\d{9,10}|\d{13}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_COMMENT = re.compile(r"\([^()]*\)")
_TIME = re.compile(
    r"(?<![\d:])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?!\d)\s*(?:([ap])\.?\s?m\b\.?)?", re.IGNORECASE
)
_OFFSET = re.compile(r"(?:(?:^|\s)|\b(?:GMT|UTC|UT))\s*([+-])(\d{1,2}):?(\d{2})?(?![\d:/.-])", re.IGNORECASE)
_CLOCK_MARK = re.compile(r"(?<![^\W_])[Tt](?=\d)")
_REGION = re.compile(r"\b([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2})\b")
_YMD = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DASHED = re.compile(r"(?<=[^\W_])[-/](?=[^\W_])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?|\d+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª|\.)(?![^\W\d_])", re.IGNORECASE)


@dataclass
class _Reading:
    """What has been understood so far; `rest` is what has not."""

    rest: str
    clock: time | None = None
    zone: tzinfo | None = None
    zone_is_doubtful: bool = False

    def take(self, found: re.Match[str]) -> None:
        self.rest = f"{self.rest[: found.start()]} {self.rest[found.end() :]}"


class _UnreadableError(Exception):
    """Something in the text could not be understood."""


def read_date(
    text: str | None, *, timezone: str | None = None, language: str | None = None, now: datetime | None = None
) -> Stamp:
    """The instant that `text` prints. `timezone` (IANA) and `language` (BCP 47) are the source's.

    Null with `no_date` for nothing, `unreadable_date`, or `out_of_range` outside 1990 .. `now` + 48 h."""
    printed = " ".join((text or "").split())
    if not printed:
        return NO_DATE
    if len(printed) > LONGEST:
        return UNREADABLE
    return within(_read(printed, timezone, language), now)


def within(stamp: Stamp, now: datetime | None) -> Stamp:
    """`stamp`, or null with `out_of_range` where it lies before 1990 or more than 48 hours after `now`."""
    if stamp.at is None:
        return stamp
    is_late = now is not None and stamp.at > now + AHEAD
    return OUT_OF_RANGE if is_late or stamp.at.year < FIRST_YEAR else stamp


@lru_cache(maxsize=4096)
def _read(printed: str, timezone: str | None, language: str | None) -> Stamp:
    try:
        return _of_iso(printed, timezone) or _of_digits(printed, timezone) or _of_words(printed, timezone, language)
    except (_UnreadableError, OverflowError):
        return UNREADABLE
    except ValueError:  # a 31 June, a 25:00
        return UNREADABLE


def _of_iso(printed: str, timezone: str | None) -> Stamp | None:
    found = _ISO.fullmatch(printed)
    if not found:
        return None
    day = _day(found[1], found[2], found[3])
    if found[4] is None:
        return _stamp(day, None, None, timezone)
    zone, doubtful = _offset(found[8]) if found[8] else (None, False)
    clock, day = _clock(found[4], found[5], found[6], found[7], None, day)
    return _stamp(day, clock, zone, timezone, seconds=found[6] is not None, doubtful=doubtful)


def _of_digits(printed: str, timezone: str | None) -> Stamp | None:
    """Epoch seconds and milliseconds, 20250131 and 20250131120000, a lone year or month."""
    if _EPOCH.fullmatch(printed):
        at = datetime.fromtimestamp(int(printed[:10]), UTC)
        return Stamp(at=at, day=at.date(), precision="second", origin="feed")
    if found := _COMPACT.fullmatch(printed):
        day = _day(found[1], found[2], found[3])
        if not found[4]:
            return _stamp(day, None, None, timezone)
        clock, day = _clock(found[4], found[5], found[6], None, None, day)
        return _stamp(day, clock, UTC if found[7] else None, timezone, seconds=bool(found[6]))
    if found := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", printed):
        return _coarse(int(found[1]), int(found[2] or 1), "month" if found[2] else "year")
    return None


def _of_words(printed: str, timezone: str | None, language: str | None) -> Stamp:
    reading = _Reading(_COMMENT.sub(" ", printed))
    day = _numeric_day(reading)
    seconds, parts = _take_time(reading)
    _take_offset(reading)
    _take_region(reading)
    numeric = _NUMERIC.search(reading.rest) if day is None else None
    if numeric:
        reading.take(numeric)
    words = [word.lower() for word in _WORD.findall(_DASHED.sub(" ", _ORDINAL.sub("", reading.rest)))]
    _check_symbols(reading.rest)
    zone_names = [word for word in words if word in _ZONES]
    words = [word for word in words if word not in _ZONES and word not in _NOISE]
    weekdays = {number for word in words for number in _weekdays(word)}
    if numeric:
        day = _settled(numeric, weekdays, timezone, language)
    if day is None:
        found = _named_day(words, language)
        if isinstance(found, Stamp):
            return found
        day, words = found
    unknown = [word for word in words if not _weekdays(word)]
    if any(not _may_be_zone(word, printed) for word in unknown):
        raise _UnreadableError(printed)
    doubtful = reading.zone_is_doubtful or bool(unknown)
    if parts is None:
        return _stamp(day, None, reading.zone, timezone)
    clock, day = _clock(*parts, day)
    zone = reading.zone or _named_zone(zone_names, datetime.combine(day, clock), timezone)
    return _stamp(day, clock, zone, timezone, seconds=seconds, doubtful=doubtful)


def _numeric_day(reading: _Reading) -> date | None:
    found = _YMD.search(reading.rest) or _EAST_ASIAN.search(reading.rest)
    if not found:
        return None
    reading.take(found)
    reading.rest = _CLOCK_MARK.sub(" ", reading.rest, count=1)
    return _day(found[1], found[2], found[3])


def _take_time(reading: _Reading) -> tuple[bool, tuple[str, str, str | None, str | None, str | None] | None]:
    found = _TIME.search(reading.rest)
    if not found:
        return False, None
    reading.take(found)
    return found[3] is not None, (found[1], found[2], found[3], found[4], found[5])


def _take_offset(reading: _Reading) -> None:
    found = _OFFSET.search(reading.rest)
    if not found:
        return
    reading.take(found)
    reading.zone, reading.zone_is_doubtful = _offset(f"{found[1]}{found[2]:0>2}{found[3] or '00'}")
    if re.search(r"\bZ\b", reading.rest):
        reading.zone_is_doubtful = True  # "-05:00Z" says two things


def _take_region(reading: _Reading) -> None:
    found = _REGION.search(reading.rest)
    zone = _zone(found[1]) if found else None
    if found and zone:
        reading.take(found)
        reading.zone = zone


def _check_symbols(rest: str) -> None:
    if re.search(r"[^\w\s,.;:/'’|·–—@-]", rest):
        raise _UnreadableError(rest)


def _settled(found: re.Match[str], weekdays: set[int], timezone: str | None, language: str | None) -> date:
    """The day of 03/04/2025: by what is possible, a weekday, the point as separator, the source's country."""
    year = _year(found[4])
    first, second = int(found[1]), int(found[3])
    readings = {
        reading for month, day in ((second, first), (first, second)) if (reading := _possible(year, month, day))
    }
    fitting = {reading for reading in readings if reading.weekday() in weekdays} or readings
    if len(fitting) == 1:
        return fitting.pop()
    if not fitting:
        raise _UnreadableError(found[0])
    if found[2] == "." or _is_day_first(timezone, language):
        return date(year, second, first)
    if _is_month_first(timezone, language):
        return date(year, first, second)
    raise _UnreadableError(found[0])


def _is_day_first(timezone: str | None, language: str | None) -> bool:
    name, _, country = (language or "").replace("_", "-").partition("-")
    if name and name.lower() != "en":
        return True
    if country:
        return country.upper() not in _MONTH_FIRST_COUNTRIES and country.upper() != "CA"
    return bool(timezone) and str(timezone).startswith(("Europe/", "Africa/", "Australia/")) and name.lower() == "en"


def _is_month_first(timezone: str | None, language: str | None) -> bool:
    name, _, country = (language or "").replace("_", "-").partition("-")
    return name.lower() == "en" and (
        country.upper() in _MONTH_FIRST_COUNTRIES or (not country and str(timezone).startswith(("America/", "US/")))
    )


def _named_day(words: list[str], language: str | None) -> tuple[date, list[str]] | Stamp:
    """The day among `words`, with the words that are left; a Stamp where only month and year are printed."""
    place, month = _month(words, language)
    numbers = [word for word in words if word.isdigit()]
    left = [word for index, word in enumerate(words) if index != place and not word.isdigit()]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) == 1 and len(numbers) == 1 and not left:
        return _coarse(int(years[0]), month, "month")
    if len(numbers) != 2 or len(years) + len(days) != 2 or not days:
        raise _UnreadableError(" ".join(words))
    return date(_year(years[0] if years else days[1]), month, int(days[0])), left


def _month(words: list[str], language: str | None) -> tuple[int, int]:
    """Position and number of the month. In "mar., 01 déc." the first could be March too: the later candidate is it."""
    found = [(place, months) for place, word in enumerate(words) if (months := _months(word, language))]
    if len(found) == 2 and _weekdays(words[found[0][0]]):
        found = found[1:]
    if len(found) != 1 or len(found[0][1]) != 1:
        raise _UnreadableError(" ".join(words))
    return found[0][0], next(iter(found[0][1]))


@lru_cache(maxsize=1024)
def _months(word: str, language: str | None) -> frozenset[int]:
    """The months that a word names: in English, which feeds of every language print (a Finnish "mar" is March), else in
    the source's language, else in any."""
    own = (language or "").replace("_", "-").partition("-")[0].lower()
    names = {code: _beginning(word, listed.split(), 3) for code, listed in _MONTHS.items()}
    return frozenset(names["en"] or names.get(own) or (number for numbers in names.values() for number in numbers))


@lru_cache(maxsize=1024)
def _weekdays(word: str) -> frozenset[int]:
    """The weekdays (Monday is 0) that a word may name, in any language."""
    return frozenset(n - 1 for names in _WEEKDAYS.values() for n in _beginning(word, names.split(), 2))


def _beginning(word: str, names: list[str], least: int) -> tuple[int, ...]:
    """1-based numbers of the names that `word` begins; none where it begins two ("ju")."""
    if len(word) < least:
        return ()
    exact = tuple(number for number, name in enumerate(names, 1) if name == word)
    found = exact or tuple(number for number, name in enumerate(names, 1) if name.startswith(word))
    return found if len(found) == 1 else ()


def _may_be_zone(word: str, printed: str) -> bool:
    """True for an abbreviation in capitals that could be a zone we do not know."""
    return not word.isdigit() and 1 <= len(word) <= 5 and word.upper() in printed and word.isascii()


def _named_zone(names: list[str], local: datetime, timezone: str | None) -> tzinfo | None:
    if not names:
        return None
    candidates = [fixed(timedelta(minutes=minutes)) for minutes in _ZONES[names[-1]]]
    own = _zone(timezone)
    offset = own.utcoffset(local) if own else None
    return next((zone for zone in candidates if zone.utcoffset(None) == offset), candidates[0])


@lru_cache(maxsize=256)
def _zone(name: str | None) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _offset(printed: str) -> tuple[tzinfo | None, bool]:
    """The zone of "+0200"; doubtful where no place on earth has it (beyond -12:00 .. +14:00)."""
    if printed in ("Z", "z"):
        return UTC, False
    minutes = int(printed[1:3]) * 60 + int(printed[-2:])
    minutes = -minutes if printed[0] == "-" else minutes
    if not -720 <= minutes <= 840 or int(printed[-2:]) > 59:
        return None, True
    return fixed(timedelta(minutes=minutes)), False


def _day(year: str, month: str, day: str) -> date:
    return date(int(year), int(month), int(day))


def _year(printed: str) -> int:
    """A year of four digits, or of two as RFC 2822 (4.3) reads them, save that 50 to 69 are ahead of us."""
    year = int(printed)
    return year if len(printed) > 2 else year + (2000 if year < 70 else 1900)


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(
    hour: str, minute: str, second: str | None, fraction: str | None, half: str | None, day: date
) -> tuple[time, date]:
    """Time of day and its day: 24:00 is the next day's 00:00, a leap second the one before."""
    hours = int(hour)
    if half:
        if hours > 12 and half.lower() == "a":
            raise _UnreadableError(hour)
        hours = hours % 12 + (12 if half.lower() == "p" else 0) if hours <= 12 else hours
    if hours == 24 and int(minute) == 0:
        hours, day = 0, day + timedelta(days=1)
    micro = int(f"{fraction or '0':0<6}"[:6])
    seconds = 59 if second == "60" else int(second or 0)
    return time(hours, int(minute), seconds, micro), day


def _stamp(
    day: date,
    clock: time | None,
    zone: tzinfo | None,
    timezone: str | None,
    *,
    seconds: bool = False,
    doubtful: bool = False,
) -> Stamp:
    own = None if doubtful else zone or _zone(timezone)
    if clock is None:
        at = datetime.combine(day, time(), zone or _zone(timezone) or UTC).astimezone(UTC)
        return Stamp(at=at, day=day, precision="day", origin="feed")
    at = datetime.combine(day, time() if doubtful else clock, own or UTC).astimezone(UTC)
    precision: Precision = "day" if own is None else "second" if seconds else "minute"
    return Stamp(at=at, day=day, precision=precision, origin="feed")


def _coarse(year: int, month: int, precision: Precision) -> Stamp:
    return Stamp(at=datetime(year, month, 1, tzinfo=UTC), precision=precision, origin="feed")


def printed(stamp: Stamp) -> str | None:
    """A stamp as ISO 8601, no finer than known: an instant in UTC, a local time without its zone, a day, a month."""
    if stamp.at is None:
        return stamp.day.isoformat() if stamp.day else None
    if stamp.precision in ("second", "minute"):
        return stamp.at.isoformat().replace("+00:00", "Z")
    if stamp.day and stamp.precision == "day":
        is_timed = stamp.at.date() == stamp.day and stamp.at.time() != time()
        return stamp.at.replace(tzinfo=None).isoformat() if is_timed else stamp.day.isoformat()
    return stamp.at.strftime("%Y-%m" if stamp.precision == "month" else "%Y")


def instants(stamps: list[Stamp]) -> Iterator[datetime]:
    """The instants of those stamps that are finer than a day."""
    return (stamp.at for stamp in stamps if stamp.at and stamp.precision in ("second", "minute"))
