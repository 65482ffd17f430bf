"""Content-Encoding undone piece by piece under a cap, so that a bomb of a few hundred bytes costs no memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import brotli
import zstandard

ACCEPT = "gzip, deflate, br, zstd"
_STEP = 64 * 1024
_DEEPEST = 3  # codings on one body
_GZIP = 0x1F  # what a gzip member begins with


class TooLargeError(Exception):
    """More bytes than the cap."""


class BadEncodingError(Exception):
    """The body is not what its Content-Encoding says, is cut short, or has an encoding that we did not ask for."""


class Decoder:
    """Feed it the chunks of a body, then `finish()` gives all of it. Raises TooLargeError, BadEncodingError.

    `encoding` lists the codings in the order they were applied (RFC 9110, 8.4). The cap holds for the body as sent and
    after each coding undone, so that none can keep the next one busy for ever with nothing to show."""

    def __init__(self, encoding: str, max_bytes: int) -> None:
        names = [name for name in (part.strip().lower() for part in encoding.split(",")) if name]
        if len(names) > _DEEPEST:
            raise BadEncodingError(f"{len(names)} content encodings on top of each other")
        codecs = [_Identity(), *(_codec(name) for name in reversed(names))]
        self._stages = [_Stage(codec, max_bytes) for codec in codecs]
        self._parts: list[bytes] = []

    def feed(self, chunk: bytes) -> None:
        """Decode one chunk."""
        pieces: Iterable[bytes] = (chunk,)
        for stage in self._stages:
            pieces = stage.pieces(pieces)
        try:
            self._parts.extend(pieces)
        except (zlib.error, brotli.error, zstandard.ZstdError) as error:
            raise BadEncodingError(str(error)) from None

    def finish(self) -> bytes:
        """The whole body; a stream that has not ended is an error."""
        if not all(stage.codec.ended for stage in self._stages):
            raise BadEncodingError("the encoded body is cut short")
        return b"".join(self._parts)


class _Stage:
    """A codec and the bytes that it may still give."""

    def __init__(self, codec: _Codec, left: int) -> None:
        self.codec, self._left = codec, left

    def pieces(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            for piece in self.codec.pieces(chunk):
                self._left -= len(piece)
                if self._left < 0:
                    raise TooLargeError
                yield piece


class _Identity:
    ended = True

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk


class _Zlib:
    """gzip (also of several members), zlib, and the raw deflate that some servers mean by "deflate"."""

    def __init__(self, raw_allowed: bool) -> None:
        self._raw_allowed = raw_allowed
        self._stream = zlib.decompressobj(zlib.MAX_WBITS if raw_allowed else zlib.MAX_WBITS | 16)
        self._started = self._is_over = False

    @property
    def ended(self) -> bool:
        return self._stream.eof or not self._started

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        if self._raw_allowed and not self._started and chunk[:1] and chunk[0] & 0x0F != 8:
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
        while chunk and not self._is_over:
            if not self._stream.eof:
                yield from self._inflate(chunk)
                chunk = self._stream.unused_data
            elif self._raw_allowed or chunk[0] != _GZIP:
                self._is_over = True  # padding after the end, which browsers pass over too
            else:
                self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def _inflate(self, chunk: bytes) -> Iterator[bytes]:
        self._started = True
        piece = self._stream.decompress(chunk, _STEP)
        yield piece
        # a full step may have taken all input and still hold output back
        while not self._stream.eof and (self._stream.unconsumed_tail or len(piece) == _STEP):
            piece = self._stream.decompress(self._stream.unconsumed_tail, _STEP)
            yield piece


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._started = False

    @property
    def ended(self) -> bool:
        return not self._started or bool(self._stream.is_finished())

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(chunk)
        piece = self._stream.process(chunk, output_buffer_limit=_STEP)
        yield piece
        # it can be ready for more input and still hold output back
        while piece or not self._stream.can_accept_more_data():
            piece = self._stream.process(b"", output_buffer_limit=_STEP)
            yield piece


class _Zstd:
    """Frame after frame (RFC 8878, 3.1), with the window that RFC 9659 allows on the web.

    Fed in slices of 256 bytes: the API has no output limit, and four bytes can stand for a block of 128 kB, so one
    step gives 8 MB at most."""

    def __init__(self) -> None:
        self._frames = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024)
        self._stream = self._frames.decompressobj()
        self._started = False

    @property
    def ended(self) -> bool:
        return not self._started or bool(self._stream.eof)

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        for start in range(0, len(chunk), 256):
            left = chunk[start : start + 256]
            while left:
                if self._stream.eof:
                    self._stream = self._frames.decompressobj()
                self._started = True
                yield self._stream.decompress(left)
                left = self._stream.unused_data if self._stream.eof else b""


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
