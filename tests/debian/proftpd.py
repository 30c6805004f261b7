"""proftpd as the tests configure it."""

import grp
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from tests.debian.programs import PATIENCE, SERVANT, Certificate, as_servant, give_to_servant, private_folder
from tests.servers import Peer, serving

__all__ = ["Proftpd", "running_proftpd"]

CONFIGURATION: Final = """
ModulePath /usr/lib/proftpd
LoadModule mod_tls.c
ServerType inetd
User {user}
Group {group}
ControlsEngine off
ServerName "files"
DefaultAddress 127.0.0.1
Port {plain}
UseIPv6 off
UseReverseDNS off
SocketBindTight on
PidFile {folder}/proftpd.pid
ScoreboardFile {folder}/scoreboard
SystemLog {folder}/system.log
TLSLog {folder}/tls.log
<Global>
    WtmpLog off
    TransferLog none
    RequireValidShell off
    RootLogin off
    DelayEngine off
    AuthOrder mod_auth_file.c
    AuthUserFile {folder}/users
    AuthGroupFile {folder}/groups
    AllowOverwrite on
    TimeoutLinger 5
    ListOptions "" nlstonly
</Global>
<VirtualHost 127.0.0.1>
    Port {explicit}
    TLSEngine on
    TLSRequired on
    TLSECCertificateFile {good.chain}
    TLSECCertificateKeyFile {good.key}
    TLSOptions NoSessionReuseRequired
</VirtualHost>
<VirtualHost 127.0.0.1>
    Port {implicit}
    TLSEngine on
    TLSRequired on
    TLSECCertificateFile {good.chain}
    TLSECCertificateKeyFile {good.key}
    TLSOptions UseImplicitSSL NoSessionReuseRequired
</VirtualHost>
<VirtualHost 127.0.0.1>
    Port {strict}
    TLSEngine on
    TLSRequired on
    TLSECCertificateFile {good.chain}
    TLSECCertificateKeyFile {good.key}
</VirtualHost>
<VirtualHost 127.0.0.1>
    Port {older_strict}
    TLSEngine on
    TLSRequired on
    TLSProtocol TLSv1.2
    TLSECCertificateFile {good.chain}
    TLSECCertificateKeyFile {good.key}
</VirtualHost>
<VirtualHost 127.0.0.1>
    Port {misnamed}
    TLSEngine on
    TLSECCertificateFile {bad.chain}
    TLSECCertificateKeyFile {bad.key}
    TLSOptions NoSessionReuseRequired
</VirtualHost>
<VirtualHost 127.0.0.1>
    Port {active}
    <Limit PASV EPSV>
        DenyAll
    </Limit>
</VirtualHost>
"""

USERS: Final = {
    "anonymous": "$6$luashell$iDAvRdSVN5HxTOM14VIt1ZViMMyMSK5nX/MJMOgCOq0Ej6MBiBh8gNjYm0Ehp0dh0uu3fTXxghse9h2Z13nWd0",
    "diego": "$6$luashell$kqba5.SomwCJDvA2AoIBQiL1D1JiuqlhjEvtiF7OqNsTknwq768LTAGaJct2Ekmp0pvLTzg9t617gfScd6vpz1",
}
"""Their passwords, as crypt(3) keeps them: what anonymous users are wont to give, and ``nehab``."""


class Proftpd:
    """At which ports it serves, in which manners, and the folder that users find themselves in."""

    def __init__(self, folder: Path, ports: Iterator[int]) -> None:
        self.home = folder / "home"
        self.plain = next(ports)
        self.explicit = next(ports)
        self.implicit = next(ports)
        self.strict = next(ports)
        self.older_strict = next(ports)
        self.misnamed = next(ports)
        self.active = next(ports)

    @contextmanager
    def filled_home(self) -> Iterator[Path]:
        """The home folder, with some files; it is gone afterwards."""
        (self.home / "folder").mkdir(parents=True)
        (self.home / "hello.txt").write_bytes(b"hello\nfrom proftpd\r\n")
        (self.home / "folder" / "a").write_bytes(b"1\n2\n")
        (self.home / "folder" / "b c").write_bytes(b"blank")
        for path in (self.home, *self.home.rglob("*")):
            give_to_servant(path)
        yield self.home
        shutil.rmtree(self.home)


@contextmanager
def running_proftpd() -> Iterator[Proftpd]:
    """Run it: one process for each connection, which it finds as its standard input.

    As a daemon it would pause for 0.2 seconds whenever a process of its ends.
    """
    with private_folder() as folder, ExitStack() as stack:
        configuration = folder / "proftpd.conf"

        def serve(peer: Peer) -> None:
            with (folder / "output").open("ab") as output:
                subprocess.run(
                    ["/usr/sbin/proftpd", "--config", str(configuration)],
                    cwd=folder,
                    stdin=peer.socket.fileno(),
                    stdout=peer.socket.fileno(),
                    stderr=output,
                    timeout=PATIENCE,
                    check=True,
                    **as_servant(),
                )

        server = Proftpd(folder, (stack.enter_context(serving(serve)).port for _ in range(7)))
        users, groups = folder / "users", folder / "groups"
        users.write_text(
            "".join(
                f"{name}:{password}:{SERVANT.pw_uid}:{SERVANT.pw_gid}::{server.home}:/bin/false\n"
                for name, password in USERS.items()
            )
        )
        users.chmod(0o400)
        give_to_servant(users)
        groups.write_text(f"servants:x:{SERVANT.pw_gid}:\n")
        good, bad = Certificate(folder, "good", "127.0.0.1"), Certificate(folder, "bad", "other.example")
        values = {**vars(server), "user": SERVANT.pw_name, "group": grp.getgrgid(SERVANT.pw_gid).gr_name}
        configuration.write_text(CONFIGURATION.format(folder=folder, good=good, bad=bad, **values))
        yield server
