"""Parsing lines with string methods and regular expressions: headers of mail messages."""

import re
import sys

PARAMETER = re.compile(r";\s*([\w-]+)=([^;\s]+)")
ADDRESS = re.compile(r"[^\s,<>]+@[^\s,<>]+")


def make_message(number: int) -> list[str]:
    return [
        f"From: Person {number} <person{number}@example.org>",
        "To: list@example.org,",
        f"\tarchive{number % 7}@example.org",
        f"Subject:   Report number {number}",
        f"X-Priority: {number % 5}",
        "Content-Type: text/plain; charset=us-ascii;",
        f" name=report{number}.txt; format=flowed",
        "",
        "The body follows here.",
    ]


def parse_headers(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    last = ""
    for line in lines:
        if not line:
            break
        if line[0] in " \t":
            headers[last] += " " + line.lstrip()
        else:
            name, _, value = line.partition(":")
            last = name.lower()
            headers[last] = value.lstrip()
    return headers


def parse_parameters(value: str) -> dict[str, str]:
    return {name.lower(): text for name, text in PARAMETER.findall(value)}


def main(size: int) -> None:
    checksum = 0
    for number in range(1, size + 1):
        headers = parse_headers(make_message(number))
        parameters = parse_parameters(headers["content-type"])
        recipients = ADDRESS.findall(headers["to"])
        text = (
            f"{recipients[-1]}{ADDRESS.findall(headers['from'])[0]}{headers['subject']}"
            f"{parameters['charset']}{parameters['name']}{parameters['format']}"
        )
        checksum = (checksum * 7 + len(text) + int(headers["x-priority"])) % 1000003
    print(checksum)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30000)
