"""Content-Encoding undone piece by piece under a cap, so that a bomb of a few hundred bytes costs no memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import brotli
import zstandard

ACCEPT = "gzip, deflate, br, zstd"
_STEP = 64 * 1024


class TooLargeError(Exception):
    """More bytes than the cap."""


class BadEncodingError(Exception):
    """The body is not what its Content-Encoding says, is cut short, or has an encoding that we did not ask for."""


class Decoder:
    """Feed it the chunks of a body, then `finish()` gives all of it. Raises TooLargeError, BadEncodingError."""

    def __init__(self, encoding: str, max_bytes: int) -> None:
        self._left = max_bytes
        self._parts: list[bytes] = []
        self._codec = _codec(encoding.strip().lower())

    def feed(self, chunk: bytes) -> None:
        """Decode one chunk."""
        try:
            for piece in self._codec.pieces(chunk):
                self._left -= len(piece)
                if self._left < 0:
                    raise TooLargeError
                self._parts.append(piece)
        except (zlib.error, brotli.error, zstandard.ZstdError) as error:
            raise BadEncodingError(str(error)) from None

    def finish(self) -> bytes:
        """The whole body; a stream that has not ended is an error."""
        if not self._codec.ended:
            raise BadEncodingError("the encoded body is cut short")
        return b"".join(self._parts)


class _Identity:
    ended = True

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk


class _Zlib:
    """gzip (also of several members), zlib, and the raw deflate that some servers mean by "deflate"."""

    def __init__(self, raw_allowed: bool) -> None:
        self._raw_allowed = raw_allowed
        self._stream = zlib.decompressobj(zlib.MAX_WBITS if raw_allowed else zlib.MAX_WBITS | 16)
        self._started = False

    @property
    def ended(self) -> bool:
        return self._stream.eof or not self._started

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        if self._raw_allowed and not self._started and chunk[:1] and chunk[0] & 0x0F != 8:
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
        while chunk:
            if self._stream.eof:
                if self._raw_allowed or not chunk.startswith(b"\x1f\x8b"):
                    return  # padding after the end, which browsers pass over too
                self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
            self._started = True
            yield self._stream.decompress(chunk, _STEP)
            chunk = self._stream.unconsumed_tail or self._stream.unused_data


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._started = False

    @property
    def ended(self) -> bool:
        return not self._started or bool(self._stream.is_finished())

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(chunk)
        yield self._stream.process(chunk, output_buffer_limit=_STEP)
        while not self._stream.can_accept_more_data():
            yield self._stream.process(b"", output_buffer_limit=_STEP)


class _Zstd:
    """Fed in slices of 256 bytes: the API has no output limit, and a slice can hold two blocks of 128 kB each at most
    for every few bytes, so what one step can allocate stays in the tens of megabytes."""

    def __init__(self) -> None:
        self._stream = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024).decompressobj()
        self._started = False

    @property
    def ended(self) -> bool:
        return not self._started or bool(self._stream.eof)

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        for start in range(0, len(chunk), 256):
            if self._stream.eof:
                return
            self._started = True
            yield self._stream.decompress(chunk[start : start + 256])


_Codec = _Identity | _Zlib | _Brotli | _Zstd


def _codec(encoding: str) -> _Codec:
    if encoding in ("", "identity"):
        return _Identity()
    if encoding in ("gzip", "x-gzip"):
        return _Zlib(raw_allowed=False)
    if encoding == "deflate":
        return _Zlib(raw_allowed=True)
    if encoding == "br":
        return _Brotli()
    if encoding == "zstd":
        return _Zstd()
    raise BadEncodingError(f"unknown content encoding {encoding!r}")
