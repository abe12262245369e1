"""Text in Windows-1258: letters and tone marks apart, as old Vietnamese programs wrote it."""

import unicodedata


def decode_1258(data: bytes) -> str:
    r"""Decode to composed letters (NFC). Raises ``UnicodeDecodeError`` for the few unused bytes.

    >>> decode_1258(b"Bi\xccnh")  # i with a combining grave accent
    'Bình'
    """
    return unicodedata.normalize("NFC", data.decode("cp1258"))
