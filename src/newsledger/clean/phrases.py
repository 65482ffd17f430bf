"""How pages that are no articles speak: error pages, paywalls and consent walls, in the languages of our sources.

Tables of regular expressions, by language; none of them decides alone (see verdict)."""

from __future__ import annotations

import re

_NOT_THERE = (
    # titles in lower case, every run of other characters a space
    r"(?:(?:the |this )?(?:requested )?(?:page|file|url|document|article|story) )?(?:was )?not found",
    r"(?:the |this )?(?:requested )?(?:page|file|article|story)(?: you requested)? (?:(?:can ?not|can t|could not|couldn t) "
    r"be found|does not exist|doesn t exist|is not available|isn t available|is no longer available|no longer exists)",
    r"access denied|(?:403 )?forbidden|unauthorized|internal server error|bad gateway|service (?:temporarily )?unavailable",
    r"gateway time ?out|too many requests|something went wrong|an error (?:has )?occurred",
    r"just a moment|attention required|are you a (?:robot|human)|robot check|security check|checking your browser",
    r"(?:please )?verify (?:that )?you are (?:a )?human",
    r"(?:please |you need to )?(?:enable|turn on) (?:js|javascript)(?: and (?:cookies|disable any ad ?blocker))?"
    r"(?: to (?:run this app|continue|view this (?:page|site|website)))?",
    r"(?:die )?(?:angeforderte )?seite (?:wurde |konnte )?nicht gefunden(?: werden)?|seite existiert nicht",
    r"zugriff verweigert|es ist ein fehler aufgetreten",
    r"page (?:introuvable|non trouvée|inexistante)|accès refusé",
    r"página n(?:o|ão) encontrada|acceso denegado|pagina non trovata|pagina niet gevonden",
)
_PROMPTS = (
    r"(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber)|start (?:your|a) (?:free )?trial)\b"
    r".{0,60}\bto (?:continue|keep|read|unlock|access|finish|view)",
    r"to (?:continue|keep|finish) reading|to read the (?:full|whole|rest)|continue reading (?:with|by)",
    # "for subscribers" alone is said of any telephone company's
    r"unlock this (?:article|story)|already a (?:subscriber|member)\b|subscribers? only",
    r"(?:only|exclusively|reserved) for subscribers",
    r"(?:article|story|content) is (?:only )?(?:for|available to|reserved for|exclusive to)(?: our| paying| premium)* "
    r"(?:subscribers|members)",
    r"you(?:'|’)ve (?:read|reached) your",
    r"jetzt (?:abonnieren|weiterlesen|kostenlos testen)|weiterlesen mit|um (?:den artikel )?weiterzulesen",
    r"nur für abonnenten|bereits abonnent|artikel freischalten",
    r"réservée? aux abonnés|déjà abonné|(?:abonnez|connectez)-vous pour|lire la suite",
    r"suscríb[ae]te para|solo para suscriptores|ya (?:eres|soy) suscriptor",
    r"riservato agli abbonati|exclusivo para assinantes|assine para",
)
_CONSENTS = (
    # said to the reader: of cookies in general an article may speak as well
    r"\bwe (?:and|use|share|value|need|care)\b.{0,40}\b(?:partners|vendors|cookies|privacy|consent)",
    r"\bour (?:\d+ )?(?:partners|vendors)\b|\byour (?:privacy )?(?:consent|choices|preferences|privacy)\b",
    r"\byour (?:personal )?(?:data|information)\b|before you continue|legitimate interest|precise geolocation",
    r"\byou (?:can|may) (?:\w+ )?(?:withdraw|change|manage|accept|reject|refuse|object|consent|opt)",
    r"(?:accept|reject|allow|manage) (?:all|cookies|preferences|options)|(?:by clicking|click) \W?(?:accept|agree|ok|i )",
    r"\bwir (?:und|verwenden|nutzen|benötigen|brauchen)\b.{0,40}\b(?:partner|cookies|einwilligung|zustimmung)",
    r"\bunsere (?:\d+ )?partner|\b(?:ihre|deine) (?:einwilligung|zustimmung|daten|auswahl|privatsphäre)",
    r"(?:alle|alles|cookies) (?:akzeptieren|ablehnen)\b|mit werbung (?:weiter|nutzen|lesen)|zustimmen und weiter",
    r"\bnous (?:et|utilisons)\b.{0,40}\b(?:partenaires|cookies)|\bnos (?:\d+ )?partenaires",
    r"\bvo(?:s|tre) (?:données|choix|consentement)|tout (?:accepter|refuser)\b|continuer sans accepter",
    r"\bnosotros y\b.{0,40}\bsocios|\bnuestros (?:\d+ )?socios|aceptar (?:todo|y)|rechazar todo",
    r"\b(?:sus|tus|su|tu) (?:datos|consentimiento|privacidad)",
    r"\bi nostri partner|\b(?:tuo|suo) consenso|accett[ao] (?:tutt[io]|e)",
)

# a title, or a part of one, that says nothing but that something went wrong
ERROR = re.compile(
    rf"(?:(?:oops|whoops|sorry|we re sorry|http|error|fehler|erreur) )*"
    rf"(?:[45]\d\d(?: (?:error|fehler|{'|'.join(_NOT_THERE)}))*|error|oops|{'|'.join(_NOT_THERE)})"
)
PROMPT = re.compile("|".join(_PROMPTS), re.IGNORECASE)
CONSENT = re.compile("|".join(_CONSENTS), re.IGNORECASE)
