from ipaddress import IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.fetch import is_public
from marsad.fetch.addresses import Address, resolve, vetted

PUBLIC = ["93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:2800:220:1::1", "2a00:1450:4001::5"]
PRIVATE = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
    192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    64:ff9b:1::a9fe:a9fe 2002:7f00:1:: 2002:a9fe:a9fe::1 2001::1 2001:db8::1 100::1 fc00::1 fd12:3456::1 fe80::1
    fec0::1 ff02::1
""".split()


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_this_machine_and_its_networks_are_not(address: str) -> None:
    assert not is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_written_inside_another_is_judged_as_itself(address: Address) -> None:
    for inside in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public(IPv6Address(inside)) == is_public(address)


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["8.8.8.8", "::1"], ["::ffff:10.0.0.1", "8.8.8.8"], ["fe80::1%eth0"]]
)
def test_a_host_with_any_address_that_is_not_public_is_refused(addresses: list[str]) -> None:
    with pytest.raises(InputError, match=r"the host a\.example leads to .*, which is not on the public internet"):
        vetted("a.example", lambda _: addresses, is_public)


def test_a_host_with_public_addresses_is_asked_at_the_first() -> None:
    assert vetted("a.example", lambda _: PUBLIC, is_public) == PUBLIC[0]


def test_a_host_that_is_not_found_is_said() -> None:
    def nowhere(_host: str) -> list[str]:
        raise OSError

    with pytest.raises(InputError, match=r"the host a\.example was not found; check"):
        vetted("a.example", nowhere, is_public)
    with pytest.raises(InputError, match=r"the host a\.example has no address"):
        vetted("a.example", lambda _: [], is_public)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "017700000001", "127.0.0.1.", "1.2.3.4.5", "0x"],
)
def test_numbers_that_are_addresses_to_some_systems_are_refused(host: str) -> None:
    with pytest.raises(InputError, match="is no address as addresses are written; write four numbers or a name"):
        vetted(host, lambda _: ["8.8.8.8"], is_public)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "0.0.0.0", "169.254.169.254", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "localhost"],  # noqa: S104
)
def test_literal_addresses_are_vetted_as_the_system_reads_them(host: str) -> None:
    with pytest.raises(InputError, match="not on the public internet"):
        vetted(host, resolve, is_public)


def test_digits_of_other_scripts_are_vetted_as_what_they_lead_to() -> None:
    with pytest.raises(InputError):
        vetted("①②⑦.⓪.⓪.①", resolve, is_public)
