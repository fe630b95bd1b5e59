"""The signature over a letter: PAdES, ECDSA P-256, no change allowed after it. Its field is invisible, its block drawn.

The key is read once a process: pyHanko's own signer would parse it again for every letter.
"""

import asyncio
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from asn1crypto import x509 as asn1  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from simpel.letters.authority import Identity

T = TypeVar("T")
FIELD = "Signature"
ROOM = 8192  # bytes kept for the signature: more than any we make, so that no dry run is needed


class BadSignature(Exception):
    """Signing failed, or our own signature did not stand up to checking."""


class KeptKey(Signer):
    """A signer whose key is in memory, ready."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        chain.register_multiple(_asn1(certificate) for certificate in identity.chain)
        super().__init__(signing_cert=_asn1(identity.certificate), cert_registry=chain)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The raw signature pyHanko wraps up."""
        if digest_algorithm != "sha256":
            raise SigningError(f"{digest_algorithm} is not what we sign with")
        return self.identity.key.sign(data, ec.ECDSA(hashes.SHA256()))


def sign(pdf: bytes, identity: Identity, *, reason: str, place: str) -> bytes:
    """The same letter with the identity's signature added."""
    return _outside_any_loop(lambda: _sign(pdf, identity, reason=reason, place=place))


def verify(pdf: bytes, identity: Identity, *, at: datetime) -> None:
    """Check a signature of ours as a stranger would, before the letter leaves the house."""
    _outside_any_loop(lambda: _verify(pdf, identity, at=at))


def _outside_any_loop(work: Callable[[], T]) -> T:
    """pyHanko starts an event loop; where the caller lives in one already, it gets a thread of its own for that."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(work).result()


def _sign(pdf: bytes, identity: Identity, *, reason: str, place: str) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=reason,
        location=place,
    )
    try:
        out = PdfSigner(metadata, signer=_signer(identity)).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), bytes_reserved=ROOM
        )
    except (SigningError, PdfError, ValueError) as error:
        raise BadSignature(str(error)) from error
    return bytes(out.getbuffer())


def _verify(pdf: bytes, identity: Identity, *, at: datetime) -> None:
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if len(signatures) != 1:
            raise BadSignature(f"{len(signatures)} signatures where one belongs")
        trusted = ValidationContext(
            trust_roots=[_asn1(c) for c in identity.chain or (identity.certificate,)], moment=at, allow_fetching=False
        )
        status = validate_pdf_signature(signatures[0], signer_validation_context=trusted)
    except (SignatureValidationError, PdfError, ValueError) as error:
        raise BadSignature(str(error)) from error
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    ours = status.signing_cert.dump() == identity.certificate.public_bytes(Encoding.DER)
    if not (status.intact and status.valid and status.trusted and whole and ours and status.docmdp_ok):
        raise BadSignature(status.summary())


@lru_cache(maxsize=4)
def _signer(identity: Identity) -> KeptKey:
    return KeptKey(identity)


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
