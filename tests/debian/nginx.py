"""nginx as the tests configure it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.debian.programs import Certificate, free_ports, private_folder, running

__all__ = ["EVERY_BYTE", "LARGE", "Nginx", "running_nginx"]

EVERY_BYTE: Final = bytes(range(256))
LARGE: Final = EVERY_BYTE * 20000
"""5 MB."""

CONFIGURATION: Final = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
    default_type text/plain;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    client_max_body_size 50m;
    ssl_certificate {good.chain};
    ssl_certificate_key {good.key};
    server {{
        listen 127.0.0.1:{clear};
        listen 127.0.0.1:{tls} ssl;
        root {folder}/files;
        location /listing/ {{ autoindex on; }}
        location /private/ {{ auth_basic "Members"; auth_basic_user_file {folder}/passwords; }}
        location /gzip/ {{ alias {folder}/files/; gzip on; gzip_min_length 0; gzip_types *; }}
        location /rewritten/ {{ alias {folder}/files/; sub_filter_types *; sub_filter hello HELLO; }}
        location /drop/ {{ root {folder}/dropped; dav_methods PUT DELETE; create_full_put_path on; }}
        location /small/ {{ client_max_body_size 1k; dav_methods PUT; }}
        location /echo {{
            set $place "$request_method|$request_uri|$http_host";
            return 200 "$place|$http_user_agent|$http_x_mine|$http_authorization|$http_cookie";
        }}
        location /answer/204 {{ return 204; }}
        location /answer/silence {{ return 444; }}
        location /answer/500 {{ return 500; }}
        location /answer/503 {{ return 503 "later"; }}
        location /answer/299 {{ return 299 "odd"; }}
        location /moved/relative {{ absolute_redirect off; return 301 /echo?relative; }}
        location /moved/301 {{ return 301 /echo?301; }}
        location /moved/302 {{ return 302 /echo?302; }}
        location /moved/303 {{ return 303 /echo?303; }}
        location /moved/307 {{ return 307 /echo?307; }}
        location /moved/308 {{ return 308 /echo?308; }}
        location /moved/round {{ return 302 /moved/round; }}
        location /moved/5 {{ return 302 /moved/4; }}
        location /moved/4 {{ return 302 /moved/3; }}
        location /moved/3 {{ return 302 /moved/2; }}
        location /moved/2 {{ return 302 /moved/1; }}
        location /moved/1 {{ return 302 /echo?end; }}
        location /moved/tls {{ return 301 https://127.0.0.1:{tls}/echo; }}
        location /moved/clear {{ return 301 http://127.0.0.1:{clear}/echo; }}
        location /moved/bad {{ return 301 https://127.0.0.1:{misnamed}/echo; }}
        location /moved/ftp {{ return 301 ftp://127.0.0.1/echo; }}
        error_page 404 /missing.html;
    }}
    server {{
        listen 127.0.0.1:{misnamed} ssl;
        ssl_certificate {bad.chain};
        ssl_certificate_key {bad.key};
        return 200 misnamed;
    }}
    server {{
        listen 127.0.0.1:{expired} ssl;
        ssl_certificate {old.chain};
        ssl_certificate_key {old.key};
        return 200 expired;
    }}
    server {{
        listen 127.0.0.1:{older_tls} ssl;
        ssl_protocols TLSv1.2;
        return 200 $ssl_protocol;
    }}
    server {{
        listen 127.0.0.1:{newer_tls} ssl;
        ssl_protocols TLSv1.3;
        return 200 $ssl_protocol;
    }}
}}
"""


class Nginx:
    """Where it listens, and what it may serve: ``files`` from, ``dropped`` into."""

    def __init__(self, folder: Path) -> None:
        self.clear, self.tls, self.misnamed, self.expired, self.older_tls, self.newer_tls = free_ports(6)
        self.files = folder / "files"
        self.dropped = folder / "dropped"

    def url(self, path: str, login: str = "") -> str:
        """The URL of something that it serves in clear."""
        return f"http://{login}127.0.0.1:{self.clear}{path}"

    def secure_url(self, path: str, login: str = "") -> str:
        """The same with TLS."""
        return f"https://{login}127.0.0.1:{self.tls}{path}"


@contextmanager
def running_nginx() -> Iterator[Nginx]:
    """Run it."""
    with private_folder() as folder:
        server = Nginx(folder)
        (folder / "passwords").write_text("diego:{PLAIN}nehab\nodd@name:{PLAIN}a@b c\n")
        for name in ("private", "listing", "drop"):
            (server.files / name).mkdir(parents=True)
        (server.files / "hello.txt").write_bytes(b"hello from nginx\n")
        (server.files / "with blank.txt").write_bytes(b"blank\n")
        (server.files / "empty").write_bytes(b"")
        (server.files / "bytes").write_bytes(EVERY_BYTE)
        (server.files / "large").write_bytes(LARGE)
        (server.files / "missing.html").write_bytes(b"<html>not here</html>\n")
        (server.files / "private" / "secret.txt").write_bytes(b"a secret\n")
        (server.files / "listing" / "first.txt").write_bytes(b"1\n")
        server.dropped.mkdir(mode=0o777)
        server.dropped.chmod(0o777)
        configuration = folder / "nginx.conf"
        certificates = {
            "good": Certificate(folder, "good", "127.0.0.1"),
            "bad": Certificate(folder, "bad", "other.example"),
            "old": Certificate(folder, "old", "127.0.0.1", datetime(2001, 1, 31, tzinfo=UTC)),
        }
        configuration.write_text(CONFIGURATION.format(folder=folder, **certificates, **vars(server)))
        ports = (server.clear, server.tls, server.misnamed, server.expired, server.older_tls, server.newer_tls)
        with running(["/usr/sbin/nginx", "-e", "stderr", "-p", folder, "-c", configuration], folder, ports):
            yield server
