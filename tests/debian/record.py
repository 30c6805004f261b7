"""``python -m tests.debian.record``: has this machine's curl answer every behaviour, and writes the record."""

from tests.core.proto.curl_record import write_record
from tests.debian.curl import recorded_now

if __name__ == "__main__":
    record = recorded_now()
    write_record(record)
    print(f"{record.version} answered {len(record.outcomes)} behaviours")
