"""Bytes, arithmetic and string building: Base64 and back."""

import sys

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
VALUE = {character: number for number, character in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    parts = []
    for i in range(0, len(data), 3):
        a, b, c = data[i : i + 3]
        group = a << 16 | b << 8 | c
        parts.append(ALPHABET[group >> 18])
        parts.append(ALPHABET[group >> 12 & 63])
        parts.append(ALPHABET[group >> 6 & 63])
        parts.append(ALPHABET[group & 63])
    return "".join(parts)


def decode(text: str) -> bytes:
    result = bytearray()
    for i in range(0, len(text), 4):
        a, b, c, d = [VALUE[character] for character in text[i : i + 4]]
        group = a << 18 | b << 12 | c << 6 | d
        result.append(group >> 16)
        result.append(group >> 8 & 255)
        result.append(group & 255)
    return bytes(result)


def make_data(seed: int, length: int) -> bytes:
    data = bytearray()
    for _ in range(length):
        seed = seed * 16807 % 2147483647
        data.append(seed % 256)
    return bytes(data)


def main(size: int) -> None:
    checksum = 0
    for seed in range(1, size + 1):
        data = make_data(seed, 1500)
        text = encode(data)
        if decode(text) != data:
            raise ValueError("decoding went wrong")
        checksum = (31 * checksum + ord(text[999])) % 1000003
    print(checksum)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
