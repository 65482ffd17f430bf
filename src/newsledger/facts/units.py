"""Nouns as units of counts: irregular plurals, words for people at work, and words that are no units. Data, no rules."""

from __future__ import annotations

JOBS = frozenset(
    "people person employees employee workers worker jobs job staff staffers staffer workforce positions roles posts "
    "personnel associates headcount staffs redundancies layoffs hires".split()
)
PLURALS = {
    "people": "person", "staff": "person", "personnel": "person", "men": "man", "women": "woman", "children": "child",
    "aircraft": "aircraft", "series": "series", "shelves": "shelf", "lives": "life", "wives": "wife", "feet": "foot",
    "movies": "movie", "cookies": "cookie", "vaccines": "vaccine", "species": "species", "businesses": "business",
    "buses": "bus", "viruses": "virus", "campuses": "campus", "gas": "gas", "megawatts": "megawatt", "MW": "megawatt",
    "mw": "megawatt", "gw": "gigawatt", "gwh": "gigawatt-hour", "mwh": "megawatt-hour", "twh": "terawatt-hour",
    "kbps": "kbps", "mbps": "mbps", "gbps": "gbps",
    "employees": "person", "kilometers": "kilometre", "kilometres": "kilometre", "analyses": "analysis", "vessels": "vessel",
    "headcount": "person", "km": "kilometre", "tonnes": "tonne", "tons": "ton", "barrels": "barrel",
    "cases": "case", "houses": "house", "purchases": "purchase", "licenses": "license", "losses": "loss",
}  # fmt: skip
# Nouns and verb forms in -s after which a number is no count of theirs: spans of time, verbs, pronouns.
NOT_UNITS = frozenset(
    "years year months month weeks week days day hours hour minutes minute seconds second quarters quarter decades decade "
    "nights night fortnight times century centuries am pm o'clock fold semesters weekends".split()
)
STOPS = frozenset(
    "a an the of in on at by for from to with without within into onto over under per and or but nor as is are was were be "
    "been being has have had do does did will would can could may might shall should must this that these those its it's "
    "his her their our your my it he she they we you who which what when where while since than then so if because also "
    "after before during until till through about against between among above below up down out off near plus minus "
    "not no yes each every all both either us versus vs ago later earlier rose fell says said was's this says includes "
    "including compared across around toward towards because however though although despite up's makes gives takes gets "
    "last next goes comes needs wants remains stands represents reflects marks means shows makes percent".split()
)
