"""Which addresses are of the public internet.

A page that is asked for by its name must not lead to what only this machine or its network can reach: a router, a
database, the metadata service of a cloud.
"""

import re
import socket
from collections.abc import Callable
from ipaddress import AddressValueError, IPv4Address, IPv6Address, IPv6Network, ip_address

from marsad.errors import InputError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str], list[str]]
"""Gives all addresses of a host, as text; raises `OSError` if it has none."""

# IPv6 prefixes in which an IPv4 address is written, and how many bits stand behind it.
_TRANSLATED = ((IPv6Network("64:ff9b::/96"), 0), (IPv6Network("2002::/16"), 80))
_LOCAL = (IPv6Network("64:ff9b:1::/48"), IPv6Network("fec0::/10"))
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+", re.IGNORECASE)


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, and no other is written inside of it."""
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(inner)
        if any(address in network for network in _LOCAL):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def vetted(host: str, resolve: Resolve, allowed: Callable[[Address], bool]) -> str:
    """Return an address of `host`, all of whose addresses are `allowed`.

    Raise `InputError` otherwise: a name that leads here and there is a trap.
    """
    _refuse_odd_numbers(host)
    try:
        found = [ip_address(text.partition("%")[0]) for text in resolve(host)]
    except (OSError, UnicodeError) as error:
        raise InputError(f"the host {host} was not found; check the address and the network.") from error
    if bad := next((address for address in found if not allowed(address)), None):
        raise InputError(
            f"the host {host} leads to {bad}, which is not on the public internet; save its page yourself."
        )
    if not found:
        raise InputError(f"the host {host} has no address; check how it is written.")
    return str(found[0])


def resolve(host: str) -> list[str]:
    """Return the IPv4 and IPv6 addresses that the system's resolver gives."""
    answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in answers]


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped:
        return address.ipv4_mapped
    number = int(address)
    return next((IPv4Address(number >> bits & 0xFFFFFFFF) for network, bits in _TRANSLATED if address in network), None)


def _refuse_odd_numbers(host: str) -> None:
    """Refuse 2130706433, 0x7f.1 and 0177.0.0.1, which some systems take for 127.0.0.1 and others for a name."""
    if ":" not in host and _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        try:
            IPv4Address(host)
        except AddressValueError as error:
            raise InputError(f"{host} is no address as addresses are written; write four numbers or a name.") from error
