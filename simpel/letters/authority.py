"""Who signs. Production names a PKCS#12 file; without one a development authority is made at first start.

The development authority is a throwaway: its root key signs one certificate and is never written down, its names say
what it is, and every letter it signs carries the specimen mark.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

NAME = "SIMPEL development authority (specimen)"
SIGNER = "SIMPEL development signer (specimen)"
# Wide, so that rehearsals with a shifted clock can sign too.
SINCE, UNTIL = datetime(2015, 1, 1, tzinfo=UTC), datetime(2055, 1, 1, tzinfo=UTC)
TOKEN_KEY, RETIRED = "letter-token.pem", "letter-token-retired-*.pem"


@dataclass(frozen=True)
class Identity:
    """A signing key with its certificate and those above it; `specimen` unless an installation brought its own."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    specimen: bool

    @property
    def subject(self) -> str:
        """Whose signature it is, in words."""
        return self.certificate.subject.rfc4514_string()

    @property
    def fingerprint(self) -> str:
        """The certificate's SHA-256, as the record keeps it."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


class NoSigner(Exception):
    """The signer's file or its password cannot be used."""


def from_pkcs12(path: Path, password: bytes) -> Identity:
    """The identity an installation brought."""
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(path.read_bytes(), password)
    except (OSError, ValueError) as error:
        raise NoSigner(f"{path.name}: {error}") from error
    if (
        not isinstance(key, ec.EllipticCurvePrivateKey)
        or not isinstance(key.curve, ec.SECP256R1)
        or certificate is None
    ):
        raise NoSigner(f"{path.name}: it must hold an ECDSA P-256 key with its certificate")
    return Identity(key, certificate, tuple(chain), specimen=False)


def development(folder: Path) -> Identity:
    """The throwaway identity of this installation, made at first start; the first process to finish wins."""
    path = folder / "development-signer.p12"
    if not path.exists():
        key, certificate, root = made()
        keep_first(path, pkcs12.serialize_key_and_certificates(None, key, certificate, [root], NoEncryption()))
    kept = from_pkcs12(path, b"")
    return Identity(kept.key, kept.certificate, kept.chain, specimen=True)


def made() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate, x509.Certificate]:
    """A new authority: the signer's key and certificate, and the root certificate. The root's key is forgotten here."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(NAME, root_key.public_key(), issuer=NAME, issuer_key=root_key, is_authority=True)
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate(SIGNER, key.public_key(), issuer=NAME, issuer_key=root_key, is_authority=False), root


def _certificate(
    subject: str,
    public: ec.EllipticCurvePublicKey,
    *,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    is_authority: bool,
) -> x509.Certificate:
    never = ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only")
    usage = dict.fromkeys(never, False)
    signs = {"digital_signature": not is_authority, "content_commitment": not is_authority}
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), critical=True)
        .add_extension(
            x509.KeyUsage(key_cert_sign=is_authority, crl_sign=is_authority, **signs, **usage), critical=True
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def token_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs tokens in QR codes, made at first start."""
    path = folder / TOKEN_KEY
    if not path.exists():
        new = Ed25519PrivateKey.generate()
        keep_first(
            path, new.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, NoEncryption())
        )
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise NoSigner(f"{path.name}: not an Ed25519 key")
    return key


def token_public_keys(folder: Path) -> list[Ed25519PublicKey]:
    """The public halves readers may meet: of the key in use, and of those retired beside it as public PEM files."""
    retired = (serialization.load_pem_public_key(path.read_bytes()) for path in sorted(folder.glob(RETIRED)))
    return [token_key(folder).public_key(), *(key for key in retired if isinstance(key, Ed25519PublicKey))]


def keep_first(path: Path, data: bytes) -> None:
    """Write a secret whole, readable by its owner only; when another process was first, its file stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{secrets.token_hex(8)}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
        new.write(data)
        new.flush()
        os.fsync(new.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
