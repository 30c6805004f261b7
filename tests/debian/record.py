"""``python -m tests.debian.record``: has this machine's curl meet every behaviour, and writes the record."""

from tests.core.proto.curl_behaviours import BEHAVIOURS
from tests.core.proto.curl_record import write_record
from tests.debian.curl import curl_version, outcome_of

if __name__ == "__main__":
    write_record(curl_version(), {name: outcome_of(behaviour) for name, behaviour in BEHAVIOURS.items()})
    print(f"{curl_version()} met {len(BEHAVIOURS)} behaviours")
