"""Currencies as they are printed: symbols, ISO 4217 codes and nouns. Data, no rules."""

from __future__ import annotations

# What stands before a number, or after it; "$" alone is ambiguous and marked as inferred by the reader.
SYMBOLS = {
    "US$": "USD", "USD$": "USD", "U.S.$": "USD", "$US": "USD", "HK$": "HKD", "HKD$": "HKD", "A$": "AUD", "AU$": "AUD",
    "AUD$": "AUD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "CDN$": "CAD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD",
    "NZ$": "NZD", "R$": "BRL", "MX$": "MXN", "MEX$": "MXN", "MXN$": "MXN", "Z$": "ZWL", "J$": "JMD", "$": "USD",
    "£": "GBP", "€": "EUR", "¥": "JPY", "CN¥": "CNY", "RMB¥": "CNY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "₪": "ILS", "₦": "NGN", "N": "NGN", "₱": "PHP", "฿": "THB", "₫": "VND", "₴": "UAH", "₸": "KZT", "₡": "CRC", "₭": "LAK",
    "₮": "MNT", "₲": "PYG", "₵": "GHS", "₾": "GEL", "₼": "AZN", "৳": "BDT", "₿": "XBT", "Rs": "INR", "Rs.": "INR",
    "Rp": "IDR", "RM": "MYR", "RMB": "CNY", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Fr.": "CHF", "S/": "PEN",
    "KSh": "KES", "Sh": "KES", "Tk": "BDT", "ZAR": "ZAR", "NKr": "NOK", "SKr": "SEK", "DKr": "DKK", "EGP": "EGP",
    "Rmb": "CNY", "Won": "KRW", "SFr": "CHF", "Sfr": "CHF", "Bt": "THB", "TSh": "TZS", "USh": "UGX", "Skr": "SEK",
    "Nkr": "NOK", "Dkr": "DKK", "DM": "DEM", "R": "ZAR",
}  # fmt: skip

CODES = frozenset(
    "USD EUR GBP JPY CNY RMB HKD INR KRW CAD AUD CHF SEK NOK DKK SGD TWD BRL ZAR RUB MXN NZD TRY PLN AED SAR CZK HUF ILS "
    "THB IDR MYR PHP VND CLP COP PEN ARS UYU EGP NGN KES GHS MAD TND QAR KWD BHD OMR JOD PKR BDT LKR NPR UAH RON BGN HRK "
    "ISK KZT GEL AMD AZN BYN RSD CRC GTQ DOP JMD TTD XAF XOF ETB TZS UGX ZMW MUR MOP MNT LAK KHR MMK CNH DEM FRF ITL ESP "
    "XBT BTC ETH".split()
)
# Codes that are no English words, also read in lower case.
LOWER_CODES = frozenset("usd eur gbp jpy cny rmb hkd inr krw cad aud chf sgd mxn nzd brl".split())

# Nouns in the singular; the second part says whether the code is only the likeliest.
NOUNS = {
    "dollar": ("USD", True), "buck": ("USD", True), "euro": ("EUR", False), "pound": ("GBP", False),
    "sterling": ("GBP", False), "quid": ("GBP", False), "yen": ("JPY", False), "yuan": ("CNY", False),
    "renminbi": ("CNY", False), "kuai": ("CNY", False), "rupee": ("INR", True), "won": ("KRW", False),
    "franc": ("CHF", True), "krona": ("SEK", True), "kronor": ("SEK", False), "krone": ("NOK", True),
    "kroner": ("NOK", True), "ruble": ("RUB", False), "rouble": ("RUB", False), "lira": ("TRY", True),
    "real": ("BRL", False), "reais": ("BRL", False), "rand": ("ZAR", False), "peso": ("MXN", True),
    "dirham": ("AED", True), "riyal": ("SAR", True), "shekel": ("ILS", False), "baht": ("THB", False),
    "rupiah": ("IDR", False), "ringgit": ("MYR", False), "dong": ("VND", False), "zloty": ("PLN", False),
    "forint": ("HUF", False), "koruna": ("CZK", True), "hryvnia": ("UAH", False), "tenge": ("KZT", False),
    "naira": ("NGN", False), "cedi": ("GHS", False), "dinar": ("KWD", True), "taka": ("BDT", False),
    "mark": ("DEM", True), "bitcoin": ("XBT", False), "satoshi": ("XBT", True), "shilling": ("KES", True),
    "crown": ("SEK", True), "kwacha": ("ZMW", False), "lek": ("ALL", False), "sol": ("PEN", False), "soles": ("PEN", False),
    "lev": ("BGN", False), "leu": ("RON", True), "lei": ("RON", True), "kip": ("LAK", False), "birr": ("ETB", False),
}  # fmt: skip
# Which of those that several lands have, by the land that a text is about.
OF_LANDS = {
    "crown krone kroner krona kronor": {
        "Czech Republic": "CZK", "Denmark": "DKK", "Norway": "NOK", "Sweden": "SEK", "Iceland": "ISK",
    },
    "peso pesos": {
        "Mexico": "MXN", "Argentina": "ARS", "Chile": "CLP", "Colombia": "COP", "Philippines": "PHP", "Uruguay": "UYU",
    },
    "rupee rupees": {"India": "INR", "Pakistan": "PKR"},
    "dinar dinars": {"Kuwait": "KWD", "Jordan": "JOD", "Iraq": "IQD", "Tunisia": "TND", "Algeria": "DZD", "Serbia": "RSD"},
    "dirham dirhams": {"Morocco": "MAD", "United Arab Emirates": "AED"},
    "shilling shillings": {"Kenya": "KES", "Uganda": "UGX", "Tanzania": "TZS"},
}  # fmt: skip
# A hundredth of the unit, and of which.
CENTS = {
    "cent": ("USD", True), "cents": ("USD", True), "c": ("USD", True), "¢": ("USD", True), "pence": ("GBP", False),
    "penny": ("GBP", True), "pennies": ("GBP", True), "p": ("GBP", False), "fen": ("CNY", False), "paise": ("INR", False),
    "centavos": ("MXN", True), "eurocents": ("EUR", False),
}  # fmt: skip
# Which dollar, pound, peso, franc, ... it is, by the word before the noun.
NATIONS = {
    ("us", "dollar"): "USD", ("u.s.", "dollar"): "USD", ("american", "dollar"): "USD", ("hong kong", "dollar"): "HKD",
    ("canadian", "dollar"): "CAD", ("australian", "dollar"): "AUD", ("singapore", "dollar"): "SGD",
    ("new zealand", "dollar"): "NZD", ("taiwan", "dollar"): "TWD", ("taiwanese", "dollar"): "TWD",
    ("jamaican", "dollar"): "JMD", ("british", "pound"): "GBP", ("egyptian", "pound"): "EGP", ("turkish", "lira"): "TRY",
    ("lebanese", "pound"): "LBP", ("swiss", "franc"): "CHF", ("cfa", "franc"): "XOF", ("french", "franc"): "FRF",
    ("mexican", "peso"): "MXN", ("argentine", "peso"): "ARS", ("chilean", "peso"): "CLP", ("colombian", "peso"): "COP",
    ("philippine", "peso"): "PHP", ("swedish", "krona"): "SEK", ("swedish", "kronor"): "SEK", ("danish", "krone"): "DKK",
    ("danish", "kroner"): "DKK", ("norwegian", "kroner"): "NOK", ("norwegian", "krone"): "NOK",
    ("icelandic", "krona"): "ISK",
    ("czech", "koruna"): "CZK", ("indian", "rupee"): "INR", ("pakistani", "rupee"): "PKR", ("chinese", "yuan"): "CNY",
    ("japanese", "yen"): "JPY", ("south korean", "won"): "KRW", ("korean", "won"): "KRW", ("saudi", "riyal"): "SAR",
    ("qatari", "riyal"): "QAR", ("uae", "dirham"): "AED", ("moroccan", "dirham"): "MAD", ("kuwaiti", "dinar"): "KWD",
    ("brazilian", "real"): "BRL", ("brazilian", "reais"): "BRL", ("russian", "ruble"): "RUB", ("russian", "rouble"): "RUB",
    ("sri lankan", "rupee"): "LKR", ("kenyan", "shilling"): "KES", ("deutsche", "mark"): "DEM", ("german", "mark"): "DEM",
    ("danish", "crown"): "DKK", ("swedish", "crown"): "SEK", ("norwegian", "crown"): "NOK", ("czech", "crown"): "CZK",
    ("icelandic", "crown"): "ISK", ("zambian", "kwacha"): "ZMW", ("malawian", "kwacha"): "MWK",
    ("south african", "rand"): "ZAR", ("italian", "lira"): "ITL",
}  # fmt: skip
