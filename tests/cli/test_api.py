"""What other programs may import."""

from pathlib import Path

import pytest

import generator
from generator.problems import SeedpressError


def test_every_public_name_is_there():
    for name in generator.__all__:
        assert getattr(generator, name) is not None


def test_the_typed_surface_is_the_real_one():
    stub = Path(generator.__file__).with_suffix(".pyi").read_text()

    for name in generator.__all__:
        assert f" as {name}\n" in stub or f"def {name}(" in stub


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'publish'"):
        _ = generator.publish


def test_the_configuration_of_a_folder_can_be_read(tmp_path):
    assert generator.load_config(tmp_path) == generator.Config()
    tmp_path.joinpath("seedpress.yaml").write_text("titel: x\n")

    with pytest.raises(SeedpressError) as caught:
        generator.load_config(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["key-unknown"]
