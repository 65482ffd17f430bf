"""Content-Encoding under a cap: what is whole comes back whole, what is not is an error, and no bomb costs memory."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable
from functools import partial

import brotli
import pytest
import zstandard

from newsledger.fetch.decoding import BadEncodingError, Decoder, TooLargeError

MB = 1 << 20
TEXT = b"".join(b"Paragraph %d of a story that repeats itself. " % i for i in range(3000))
Pack = Callable[[bytes], bytes]


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED: dict[str, tuple[str, Pack]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate as zlib": ("deflate", zlib.compress),
    "deflate as raw": ("deflate", raw_deflate),
    "br": ("br", partial(brotli.compress, quality=5)),
    "zstd": ("zstd", zstandard.compress),
}
each_coding = pytest.mark.parametrize(("encoding", "pack"), PACKED.values(), ids=PACKED)


def decoded(encoding: str, body: bytes, cap: int = MB, step: int | None = None) -> bytes:
    decoder = Decoder(encoding, cap)
    for start in range(0, len(body), step or len(body) or 1):
        decoder.feed(body[start : start + (step or len(body))])
    return decoder.finish()


@each_coding
@pytest.mark.parametrize("step", [None, 1, 7, 4096])
def test_however_a_body_arrives_it_comes_back_whole(encoding: str, pack: Pack, step: int | None) -> None:
    assert decoded(encoding, pack(TEXT), step=step) == TEXT


@each_coding
def test_large_bodies_of_every_kind(encoding: str, pack: Pack) -> None:
    dice = random.Random(3)
    for data in (dice.randbytes(300_000), bytes(900_000), TEXT * 5):
        assert decoded(encoding, pack(data)) == data
        assert decoded(encoding, pack(data), step=16_384) == data


@each_coding
def test_every_length_around_a_step_ends(encoding: str, pack: Pack) -> None:
    for size in range(65_530, 65_536 + 270, 3 if encoding == "br" else 1):
        data = (b"ab" * size)[:size]
        assert decoded(encoding, pack(data)) == data


@each_coding
def test_exactly_the_cap_passes_and_one_byte_more_does_not(encoding: str, pack: Pack) -> None:
    assert decoded(encoding, pack(TEXT), cap=len(TEXT)) == TEXT
    with pytest.raises(TooLargeError):
        decoded(encoding, pack(TEXT), cap=len(TEXT) - 1)


def test_the_cap_holds_for_a_plain_body() -> None:
    assert decoded("", b"12345", cap=5) == b"12345"
    with pytest.raises(TooLargeError):
        decoded("identity", b"123456", cap=5, step=1)


@each_coding
def test_cut_short_anywhere_is_an_error_and_never_half_a_page(encoding: str, pack: Pack) -> None:
    body = pack(TEXT)
    for left_out in (1, 2, 5, len(body) // 2, len(body) - 1):
        with pytest.raises(BadEncodingError):
            decoded(encoding, body[:-left_out])


@each_coding
def test_a_plain_body_under_a_coding_is_an_error(encoding: str, pack: Pack) -> None:
    with pytest.raises(BadEncodingError):
        decoded(encoding, b"<!doctype html><title>Plain</title><p>Not packed at all.")


@each_coding
def test_no_body_at_all_needs_no_coding(encoding: str, pack: Pack) -> None:
    assert decoded(encoding, b"") == b""
    assert decoded(encoding, pack(b"")) == b""


@each_coding
def test_a_damaged_body_is_an_error_or_ends(encoding: str, pack: Pack) -> None:
    dice, body = random.Random(7), pack(TEXT)
    for _ in range(60):
        damaged = bytearray(body)
        for _ in range(dice.randint(1, 4)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            decoded(encoding, bytes(damaged), step=512)
        except (BadEncodingError, TooLargeError):
            continue


@pytest.mark.parametrize("step", [None, 1, 3])
def test_members_of_gzip_and_frames_of_zstd_are_one_body(step: int | None) -> None:
    assert decoded("gzip", gzip.compress(b"one ") + gzip.compress(b"two"), step=step) == b"one two"
    skippable = bytes.fromhex("502a4d18 03000000") + b"abc"
    frames = skippable + zstandard.compress(b"one ") + skippable + zstandard.compress(b"two")
    assert decoded("zstd", frames, step=step) == b"one two"


def test_a_second_member_that_is_cut_short_is_an_error() -> None:
    for encoding, pack in (("gzip", gzip.compress), ("zstd", zstandard.compress)):
        with pytest.raises(BadEncodingError):
            decoded(encoding, pack(b"one ") + pack(b"two")[:-3])


@pytest.mark.parametrize("step", [None, 1])
def test_padding_after_gzip_is_passed_over_for_good(step: int | None) -> None:
    assert decoded("gzip", gzip.compress(b"page") + bytes(40) + gzip.compress(b"more"), step=step) == b"page"
    assert decoded("deflate", zlib.compress(b"page") + b"\r\n", step=step) == b"page"


@pytest.mark.parametrize("encoding", ["compress", "lzma", "utf-8", "gzip;q=1", "dcb", "\x00"])
def test_an_encoding_that_we_did_not_ask_for_is_named(encoding: str) -> None:
    with pytest.raises(BadEncodingError, match="unknown content encoding"):
        Decoder(encoding, MB)


@pytest.mark.parametrize("encoding", ["", "identity", "Identity", " , "])
def test_no_encoding(encoding: str) -> None:
    assert decoded(encoding, b"\x1f\x8bplain") == b"\x1f\x8bplain"


@pytest.mark.parametrize("encoding", ["GZIP", " gzip ", "GZip", "gzip,", "identity, gzip"])
def test_case_and_space_do_not_matter(encoding: str) -> None:
    assert decoded(encoding, gzip.compress(b"page")) == b"page"


def test_codings_on_top_of_each_other_come_off_in_reverse() -> None:
    assert decoded("gzip, br", brotli.compress(gzip.compress(TEXT)), step=50) == TEXT
    assert decoded("Deflate,Zstd , GZIP", gzip.compress(zstandard.compress(zlib.compress(TEXT)))) == TEXT
    with pytest.raises(BadEncodingError, match="4 content encodings"):
        Decoder("gzip, gzip, gzip, gzip", MB)
    with pytest.raises(BadEncodingError, match="cut short"):
        decoded("gzip, br", brotli.compress(gzip.compress(TEXT)[:-9]))


def bomb(encoding: str) -> bytes:
    """400 MB of nothing in a few hundred bytes to a few hundred kilobytes, whole but for its checksum."""
    if encoding == "br":
        packer = brotli.Compressor(quality=3)
        return b"".join(packer.process(bytes(MB)) for _ in range(400)) + packer.finish()
    if encoding == "zstd":
        # a frame header with a window of 8 MB, then blocks of one byte repeated 128 kB times
        return bytes.fromhex("28b52ffd 00 68") + ((128 * 1024 << 3) | 2).to_bytes(3, "little").ljust(4, b"\0") * 3200
    wbits = {"gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS, "raw": -zlib.MAX_WBITS}[encoding]
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    start = packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + (packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)) * 400


BOMBS = ["gzip", "deflate", "raw", "br", "zstd"]


@pytest.mark.parametrize("encoding", BOMBS)
def test_a_bomb_in_one_chunk_stops_at_the_cap_and_no_step_is_large(encoding: str) -> None:
    body, decoder = bomb(encoding), Decoder(encoding.replace("raw", "deflate"), MB)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            decoder.feed(body)
        assert tracemalloc.get_traced_memory()[1] < 20 * MB
    finally:
        tracemalloc.stop()


def test_bombs_cost_the_process_no_memory_either() -> None:
    """What the C libraries take is not traced: the process as a whole may grow by little."""
    program = """
import resource
from newsledger.fetch.decoding import Decoder, TooLargeError
from tests.fetch.test_decoding import BOMBS, MB, bomb
bombs = [(name, bomb(name)) for name in BOMBS]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name, body in bombs:
    try:
        Decoder(name.replace("raw", "deflate"), MB).feed(body)
    except TooLargeError:
        print(name)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    *stopped, grown = ran.stdout.split()
    assert stopped == BOMBS
    assert int(grown) < 60 * 1024  # kB


def test_zstd_gets_no_window_above_8_mb() -> None:
    block = bytes.fromhex("010000")  # the last one, of nothing
    assert decoded("zstd", bytes.fromhex("28b52ffd 00 68") + block) == b""
    with pytest.raises(BadEncodingError):
        decoded("zstd", bytes.fromhex("28b52ffd 00 70") + block)


def test_a_bomb_inside_a_bomb_stops_at_the_cap() -> None:
    with pytest.raises(TooLargeError):
        decoded("zstd, gzip", gzip.compress(bomb("zstd") * 400))


@pytest.mark.parametrize(
    ("encoding", "nothing"),
    [("gzip", gzip.compress(b"", mtime=0)), ("zstd", zstandard.compress(b"")), ("deflate", zlib.compress(b""))],
)
def test_a_body_that_decodes_to_nothing_for_ever_stops_at_the_cap(encoding: str, nothing: bytes) -> None:
    with pytest.raises(TooLargeError):
        decoded(encoding, nothing * (MB // len(nothing) + 1), step=4096)
