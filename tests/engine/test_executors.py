import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.engine.executors import run_batches
from generator.problems import MachineError

REPOSITORY = Path(__file__).parents[2]


def scaled(factor, batch):
    return [factor * number for number in batch], os.getpid()


def slowest_first(_, batch):
    time.sleep(0.05 if batch == 0 else 0)
    return batch


def fails(_, batch):
    raise ValueError(f"batch {batch}")


def dies(_, batch):
    if batch == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_batches(jobs):
    assert list(run_batches(slowest_first, None, range(20), jobs=jobs)) == list(range(20))


def test_one_job_needs_no_other_process():
    ((result, process),) = run_batches(scaled, 3, [[1, 2]], jobs=1)

    assert (result, process) == ([3, 6], os.getpid())


def test_two_jobs_work_elsewhere_with_the_state_they_were_born_with():
    results = list(run_batches(scaled, 3, [[1], [2], [3]], jobs=2))

    assert [result for result, _ in results] == [[3], [6], [9]]
    assert os.getpid() not in {process for _, process in results}


def test_nothing_to_do_is_done_at_once():
    assert list(run_batches(scaled, 3, [], jobs=2)) == []


def test_an_executor_that_is_given_is_used_and_left_open():
    with ThreadPoolExecutor(2) as executor:
        assert list(run_batches(slowest_first, None, range(9), jobs=2, executor=executor)) == list(range(9))
        assert executor.submit(int).result() == 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_a_batch_is_the_error_of_the_caller(jobs):
    with pytest.raises(ValueError, match="batch 0"):
        list(run_batches(fails, None, range(20), jobs=jobs))


def test_a_worker_that_dies_is_an_error_of_the_machine():
    with pytest.raises(MachineError) as caught:
        list(run_batches(dies, None, range(20), jobs=2))

    assert caught.value.problems[0].code == "worker-died"


def test_batches_are_taken_as_they_are_needed():
    taken = []

    def batches():
        for number in range(1000):
            taken.append(number)
            yield number

    results = run_batches(slowest_first, None, batches(), jobs=2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    results.close()

    assert len(taken) < 20


ENDLESS = """
import os, sys, time
from generator.engine.executors import run_batches

def work(state, batch):
    print(os.getpid(), flush=True)
    time.sleep(60)

try:
    list(run_batches(work, None, range(9), jobs=2))
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize(("sent", "expected"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_no_worker_outlives_its_build(sent, expected):
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={"PYTHONPATH": str(REPOSITORY)}, start_new_session=True,
    ) as process:  # fmt: skip
        workers = [int(process.stdout.readline()) for _ in range(2)]
        if sent == signal.SIGINT:
            os.killpg(process.pid, sent)  # as a terminal does
        else:
            process.kill()
        _, complaints = process.communicate(timeout=20)

    assert process.returncode == expected
    assert complaints == ""
    deadline = time.monotonic() + 10
    while any(is_alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(is_alive(worker) for worker in workers)


def is_alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
