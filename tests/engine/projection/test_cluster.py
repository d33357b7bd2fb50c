"""A cluster gives the same bits as threads, and one that is not there is refused in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from suffice.engine.projection.cluster import NoCluster, cluster
from suffice.engine.projection.simulate import simulate
from tests.engine.projection.toys import children, tables, toy

RUN = toy(tables(leave=0.1, move=0.2, enter=4.0, back=0.1, events=80.0), children(60), replicates=41, uncertain=True)


@pytest.mark.parametrize("processes", [False, True])
def test_a_cluster_gives_the_same_bits_as_threads(processes: bool) -> None:
    distributed = pytest.importorskip("distributed")
    here = distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=processes,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
    )
    with here, cluster(here.scheduler_address) as executor:
        shared = simulate(RUN, executor=executor, chunk=10)
    assert (shared.counts == simulate(RUN).counts).all()
    assert (shared.flows == simulate(RUN).flows).all()


def test_without_an_address_the_machine_does_its_own_work() -> None:
    with cluster(None) as executor:
        assert executor is None


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1:1", "tcp://nobody.invalid:8786", "tcp://a:b"])
def test_a_cluster_that_does_not_answer_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(NoCluster, match="No cluster answers at"), cluster(address):
        pass


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"install suffice\[cluster\]"), cluster("tcp://127.0.0.1:1"):
        pass


def test_the_command_line_says_that_nobody_answers(tmp_path: Path) -> None:
    header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/05/2010,WBRI,,,\n"
    episodes = (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
        "1,01/06/2021,S,C2,N1,U4,PR1,,,,,,\n"
    )
    (tmp_path / "2022").mkdir()
    (tmp_path / "2022" / "Header.csv").write_text(header)
    (tmp_path / "2022" / "Episodes.csv").write_text(episodes)
    words = ["project", str(tmp_path), "--from", "2022-03-31", "--cluster", "127.0.0.1:1"]
    done = subprocess.run(
        [sys.executable, "-m", "suffice.cli", *words], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 2, done.stderr
    assert "No cluster answers at 127.0.0.1:1" in " ".join(done.stderr.split())
