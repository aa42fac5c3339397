"""Downloads from a real server, in good manners and bad ones."""

import hashlib
import random
import ssl
import threading

import proxy
import pytest
import trustme

from askforit_desktop.problems import DownloadProblem
from askforit_desktop.speech import download
from askforit_desktop.speech.job import Cancelled, Job, Step
from askforit_desktop.speech.part import Expected, Timing
from tests.serving import FileServer

DATA = random.Random(7).randbytes(300_000)
KNOWN = Expected(len(DATA), hashlib.sha256(DATA).hexdigest())
UNKNOWN = Expected()
HASTY = Timing(connect=2.0, read=0.5, attempts=3, first_delay=0.01, longest_delay=0.02)
WAIT = 30


@pytest.fixture
def part(tmp_path):
    return tmp_path / ".model.zip.part"


def fetch(server, part, expected=KNOWN, job=None, timing=HASTY):
    download.fetch([server.url], part, expected, job or Job(), timing)


@pytest.mark.parametrize("expected", [KNOWN, UNKNOWN])
@pytest.mark.parametrize(
    "manner", ["plain", "range", "no range", "cut at every tenth", "slow", "busy at first", "redirect"]
)
def test_a_file_arrives_whole(manner, expected, part):
    with FileServer(DATA, manner) as server:
        fetch(server, part, expected)
    assert part.read_bytes() == DATA


def test_a_connection_that_is_cut_goes_on_from_there(part):
    with FileServer(DATA, "cut at every tenth") as server:
        fetch(server, part)
    assert server.asked == ["", *(f"bytes={30_001 * tenth}-" for tenth in range(1, 10))]


@pytest.mark.parametrize(
    ("manner", "says"),
    [
        ("not found", "does not give the file .404"),
        ("busy", "not able to .503"),
        ("circle", "in circles"),
        ("mute", "does not answer"),
        ("cut without range", "was cut"),
        ("wrong length", "another file: 300007 bytes instead of 300000"),
        ("wrong bytes", "not the right file: its sha256"),
        ("short of its length", "broke off"),
    ],
)
def test_a_server_that_fails_is_a_problem_in_words_with_the_address(manner, says, part):
    with FileServer(DATA, manner) as server, pytest.raises(DownloadProblem, match=says) as caught:
        fetch(server, part)
    assert server.url in caught.value.hint


@pytest.mark.parametrize("manner", ["unasked part", "partial nonsense"])
def test_a_part_that_does_not_fit_is_thrown_away(manner, part):
    with FileServer(DATA, manner) as server, pytest.raises(DownloadProblem):
        fetch(server, part)
    assert set(server.asked) == {"", "bytes=30001-"}


def test_a_file_that_changed_meanwhile_is_never_put_together_from_two(part):
    with FileServer(DATA, "changing") as server:
        with pytest.raises(DownloadProblem):
            fetch(server, part, UNKNOWN)
        server.manner = "range"
        fetch(server, part, UNKNOWN)
        assert part.read_bytes() == server.data


def test_a_changed_file_for_which_there_was_no_room_is_never_glued_to_the_old_one(part, monkeypatch):
    with FileServer(DATA, "cut at every tenth") as server:
        with pytest.raises(DownloadProblem, match="broke off"):
            fetch(server, part, UNKNOWN, timing=Timing(attempts=1))
        server.data, server.manner = DATA[::-1], "range"
        with monkeypatch.context() as full:
            full.setattr(download, "SPARE_BYTES", 10**18)
            with pytest.raises(DownloadProblem, match="too little room"):
                fetch(server, part, UNKNOWN)
        fetch(server, part, UNKNOWN)
    assert part.read_bytes() == server.data


def test_an_empty_answer_is_not_taken_for_the_rest_of_what_is_here(part):
    with FileServer(DATA, "cut at every tenth") as server:
        with pytest.raises(DownloadProblem, match="broke off"):
            fetch(server, part, UNKNOWN, timing=Timing(attempts=1))
        server.data, server.manner = b"", "range"
        fetch(server, part, UNKNOWN)
    assert part.read_bytes() == b""


def test_a_part_outlives_the_sign_in_page_of_a_network(part):
    part.write_bytes(DATA[:1000])
    with FileServer(b"<html>Sign in</html>", "plain") as page, FileServer(DATA) as server:
        download.fetch([page.url, server.url], part, KNOWN, Job(), HASTY)
    assert server.asked == ["bytes=1000-"]


def test_a_part_of_another_file_is_found_out_by_its_checksum_and_fetched_anew(part):
    part.write_bytes(b"x" * 1000)
    with FileServer(DATA) as server:
        fetch(server, part)
    assert server.asked == ["bytes=1000-", ""]
    assert part.read_bytes() == DATA


def test_a_part_longer_than_the_file_is_fetched_anew(part):
    part.write_bytes(b"x" * 400_000)
    with FileServer(DATA) as server:
        fetch(server, part)
    assert part.read_bytes() == DATA


@pytest.mark.parametrize("expected", [KNOWN, UNKNOWN])
def test_a_file_that_is_here_already_is_not_fetched_twice(expected, part):
    with FileServer(DATA) as server:
        fetch(server, part, expected)
        fetch(server, part, expected)
    assert server.asked == (["", "bytes=300000-"] if expected is UNKNOWN else [""])


def test_the_next_address_is_used_where_one_fails(part):
    with FileServer(DATA, "wrong bytes") as bad, FileServer(DATA) as good:
        download.fetch([bad.url, good.url], part, KNOWN, Job(), HASTY)
    assert part.read_bytes() == DATA


def test_a_stopped_download_goes_on_where_it_was(part):
    job = Job(lambda progress: job.cancel() if progress.done else None)
    with FileServer(DATA, "slow") as server:
        with pytest.raises(Cancelled):
            fetch(server, part, job=job)
        here = part.stat().st_size
        fetch(server, part)
    assert 0 < here < len(DATA)
    assert server.asked == ["", f"bytes={here}-"]
    assert part.read_bytes() == DATA


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_download_that_hangs_stops_at_once(scheme, authority, part, tmp_path, monkeypatch):
    job, outcome = Job(), []
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with FileServer(DATA, "stalled", _context(authority) if scheme == "https" else None) as server:

        def work():
            with pytest.raises(Cancelled):
                fetch(server, part, job=job, timing=Timing(read=10 * WAIT))
            outcome.append("stopped")

        thread = threading.Thread(target=work)
        thread.start()
        assert server.arrived.wait(WAIT)
        job.cancel()
        thread.join(WAIT)
        assert outcome == ["stopped"]
    assert DATA.startswith(part.read_bytes() if part.exists() else b"")


def test_progress_says_how_far_how_fast_and_what_hinders(part):
    told = []
    with FileServer(DATA, "busy at first") as server:
        fetch(server, part, job=Job(told.append))
    notes = [progress.note for progress in told if progress.note]
    assert notes == ["the server is not able to (500); trying again in 0 s"] * 2
    fetching = [progress for progress in told if progress.step is Step.FETCHING and not progress.note]
    assert (fetching[-1].done, fetching[-1].total) == (len(DATA), len(DATA))
    assert fetching[-1].speed > 0
    assert told[-1].step is Step.CHECKING


def test_a_full_disk_is_said_before_the_download(part, monkeypatch):
    monkeypatch.setattr(download, "SPARE_BYTES", 10**18)
    with FileServer(DATA) as server, pytest.raises(DownloadProblem, match="too little room"):
        fetch(server, part)


def test_a_file_of_any_size_is_not_taken(part, monkeypatch):
    monkeypatch.setattr(download, "LARGEST_BYTES", 100_000)
    with FileServer(DATA) as server, pytest.raises(DownloadProblem, match="too large"):
        fetch(server, part, UNKNOWN)


@pytest.mark.parametrize("url", ["https://", "ftp://example.org/a.zip", "http://[", "http://.example", "model"])
def test_what_is_no_address_is_a_problem_at_once(url, part):
    with pytest.raises(DownloadProblem, match="not an address"):
        download.fetch([url], part, UNKNOWN, Job(), HASTY)


def test_nobody_there_is_a_problem(part):
    with FileServer(DATA) as server:
        pass
    with pytest.raises(DownloadProblem, match="could not be made"):
        fetch(server, part)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def secure(authority):
    with FileServer(DATA, context=_context(authority)) as server:
        yield server


def _context(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_an_unknown_certificate_is_not_trusted(secure, part):
    with pytest.raises(DownloadProblem, match="certificate is not trusted") as caught:
        fetch(secure, part)
    assert "company" in caught.value.hint
    assert not part.exists()


def test_a_certificate_that_the_system_trusts_is_trusted(secure, authority, part, tmp_path, monkeypatch):
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    fetch(secure, part)
    assert part.read_bytes() == DATA


@pytest.fixture
def via(monkeypatch):
    """A proxy that wants a name and a password, and the way to it in the environment, without them."""
    options = ["--port", "0", "--num-workers", "1", "--num-acceptors", "1", "--basic-auth", "name:secret"]
    with proxy.Proxy([*options, "--log-level", "CRITICAL"]) as running:
        monkeypatch.setenv("NO_PROXY", "")
        for scheme in ("HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(scheme, f"http://127.0.0.1:{running.flags.port}")
        yield f"http://name:secret@127.0.0.1:{running.flags.port}"


def test_the_environments_proxy_is_used_and_its_refusal_told(via, part, monkeypatch):
    with FileServer(DATA) as server:
        with pytest.raises(DownloadProblem, match="proxy refuses"):
            fetch(server, part)
        assert server.asked == []
        monkeypatch.setenv("HTTP_PROXY", via)
        fetch(server, part)
    assert part.read_bytes() == DATA


def test_a_secure_connection_goes_through_the_proxy_too(via, secure, authority, part, tmp_path, monkeypatch):
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with pytest.raises(DownloadProblem, match="proxy refuses"):
        fetch(secure, part)
    monkeypatch.setenv("HTTPS_PROXY", via)
    fetch(secure, part)
    assert part.read_bytes() == DATA


def test_a_proxy_that_is_not_there_is_a_problem(part, monkeypatch):
    with FileServer(DATA) as gone:
        pass
    monkeypatch.setenv("HTTP_PROXY", gone.url)
    with FileServer(DATA) as server, pytest.raises(DownloadProblem, match="proxy"):
        fetch(server, part)
    assert server.asked == []
