"""``marsad desk`` as a person starts it."""

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPResponse
from pathlib import Path
from typing import Any


class Stay(urllib.request.HTTPRedirectHandler):
    """Shows a redirect, and does not follow it."""

    def redirect_request(self, *_: Any) -> None:
        return None


def status(address: str) -> int:
    opener = urllib.request.build_opener(Stay)
    for _ in range(200):
        try:
            answer: HTTPResponse = opener.open(address, timeout=20)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
        else:
            with answer:
                return answer.status
    raise TimeoutError(address)


def test_the_printed_address_lets_in_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "marsad", "desk", str(tmp_path / "new.marsad"), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as desk:
        try:
            lines = iter(desk.stdout or [])
            address = next(
                found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", line))
            )
            assert status(address) == 303
            assert status(address) == 403
            assert status(address.split("?")[0]) == 403
        finally:
            desk.terminate()
    assert (tmp_path / "new.marsad").exists()
