"""A real SMTP server for the tests, which can be slow to please."""

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """Takes mail, keeps it, and refuses whom it is told to refuse."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.connections = 0
        self.refused: set[str] = set()
        self.hangs_up_on: set[str] = set()

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, replies: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return replies

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail = BytesParser(policy=default).parsebytes(envelope.content)
        if mail["To"] in self.hangs_up_on:
            server.transport.close()
        self.received.append(mail)
        return "250 OK"

    def open(self, port: int = 0) -> Controller:
        """Open the doors on this machine."""
        controller = Controller(self, hostname="127.0.0.1", port=port, ready_timeout=10)
        controller.start()
        return controller
